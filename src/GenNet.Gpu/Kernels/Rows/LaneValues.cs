namespace GenNet.Gpu.Kernels;

/// <summary>The first 32 values that a lane has of its row, in registers.</summary>
/// <typeparam name="TValue">What is loaded of an element.</typeparam>
internal struct LaneValues<TValue>
    where TValue : unmanaged
{
    /// <summary>How many there are.</summary>
    public const int Count = 32;

    public LaneFour<TValue> V0;
    public LaneFour<TValue> V1;
    public LaneFour<TValue> V2;
    public LaneFour<TValue> V3;
    public LaneFour<TValue> V4;
    public LaneFour<TValue> V5;
    public LaneFour<TValue> V6;
    public LaneFour<TValue> V7;
}

/// <summary>Four of them.</summary>
/// <typeparam name="TValue">What is loaded of an element.</typeparam>
internal struct LaneFour<TValue>
    where TValue : unmanaged
{
    public TValue X;
    public TValue Y;
    public TValue Z;
    public TValue W;
}

/// <summary>Two values of an element.</summary>
internal struct ValuePair
{
    public float A;
    public float B;
}
