"""The judge of any PDF for the press: reads it with a library that wrote none of it, and knows no other room."""
