"""Files to tables: every fault is told by table, row, column and cell."""
