namespace GenNet.Weights;

/// <summary>Elements that lie side by side in a source, read straight to where they belong.</summary>
internal static class StoredElements
{
    /// <summary>Reads all elements that <paramref name="destination"/> wants, from <paramref name="offset"/> on.</summary>
    public static void Read(BytePages source, long offset, bool isBigEndian, ref ElementDestination destination)
    {
        for (long first = 0; first < destination.Count;)
        {
            var piece = destination.GetSpan(first);
            source.Read(offset + (first * destination.ElementSize), piece);
            var elements = piece.Length / destination.ElementSize;
            destination.Advance(elements, isBigEndian);
            first += elements;
        }
    }
}
