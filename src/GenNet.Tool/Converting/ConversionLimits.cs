namespace GenNet.Tool.Converting;

/// <summary>What the process that reads a file may take.</summary>
/// <param name="Time">How long it may run.</param>
/// <param name="Memory">Bytes of memory.</param>
internal sealed record ConversionLimits(TimeSpan Time, long Memory)
{
    /// <summary>Five minutes and 2 GiB.</summary>
    public static ConversionLimits Default { get; } = new(TimeSpan.FromMinutes(5), 2L << 30);
}
