"""Recognising what the pieces of a text are: headings, lists, tables, date lines."""
