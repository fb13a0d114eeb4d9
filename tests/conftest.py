"""What every test may rely on."""

from __future__ import annotations

import signal

# A shell that starts the tests in the background lets them ignore interruptions, and every
# process that they start as well; the tests of Ctrl-C need them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
