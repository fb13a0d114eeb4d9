"""What the bold keywords declare: **Let**, **Define**, **Index**, **Assume**."""
