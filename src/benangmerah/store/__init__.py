"""The archive: dated rows that are archived and never overwritten, read by selectors that know the reader's scope."""
