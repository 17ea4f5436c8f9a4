namespace GenNet.Gpu.Kernels;

/// <summary>Which queries and keys a tile is of.</summary>
internal struct AttentionPlace
{
    public int Batch;
    public int Head;
    public int FirstQuery;
    public int FirstKey;

    /// <summary>1 where the lines are keys and the columns queries, 0 where it is the other way round.</summary>
    public int AreLinesKeys;
}

/// <summary>Four weights of a tile that a thread has: of one query and of four keys that follow each other.</summary>
internal struct AttentionFour
{
    public int Query;
    public int Key;

    /// <summary>Where the first lies in the tile, in values.</summary>
    public int At;

    /// <summary>From one to the next.</summary>
    public int Step;
}
