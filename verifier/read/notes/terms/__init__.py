"""Operations on the terms that a note makes: definitions put in, values, inverses."""
