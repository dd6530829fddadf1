"""What one line of the journal wrote: facts by table, in words, as far as the reader may see their subjects."""
