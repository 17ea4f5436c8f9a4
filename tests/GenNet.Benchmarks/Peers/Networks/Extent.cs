namespace GenNet.Benchmarks.Peers.Networks;

/// <summary>Shape of one batch row; a vector is an image of one pixel.</summary>
internal readonly record struct Extent(int Height, int Width, int Channels)
{
    public int Count => Height * Width * Channels;

    public bool IsVector => Height * Width == 1;
}
