"""Sheets to PDF, and back to words and pictures: the only room that knows ReportLab."""
