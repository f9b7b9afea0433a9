"""Sheets as offices keep them: letterhead, headings of several lines, subtotals, signatures, every spelling."""
