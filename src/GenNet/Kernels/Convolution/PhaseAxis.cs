namespace GenNet.Kernels;

/// <summary>
/// How input coordinates see output coordinates along one axis. Input coordinate <c>phase + stride·j</c> took part in output coordinate
/// <c>j + Offset(phase, tap)</c> through <c>tap</c>, if the tap is one of the phase's.
/// </summary>
internal readonly record struct PhaseAxis
{
    private readonly int _stride;
    private readonly int _padding;
    private readonly int _dilation;

    public PhaseAxis(int stride, int padding, int taps, int dilation)
    {
        _stride = stride;
        _padding = padding;
        _dilation = dilation;
        Lowest = FloorDivide(padding - ((taps - 1) * dilation), stride);
        Highest = FloorDivide(stride - 1 + padding, stride);
    }

    /// <summary>No offset is lower.</summary>
    public int Lowest { get; }

    /// <summary>No offset is higher.</summary>
    public int Highest { get; }

    public bool Sees(int phase, int tap) => (phase + _padding - (tap * _dilation)) % _stride == 0;

    public int Offset(int phase, int tap) => (phase + _padding - (tap * _dilation)) / _stride;

    private static int FloorDivide(int a, int b) => (a / b) - (a % b < 0 ? 1 : 0);
}
