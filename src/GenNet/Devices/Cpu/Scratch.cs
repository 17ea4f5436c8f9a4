namespace GenNet.Devices.Cpu;

/// <summary>Who uses a piece of a thread's working memory; users that may be active at once on a thread have different ones.</summary>
internal enum ScratchUse
{
    /// <summary>A block of the left factor of a matrix product, or of a convolution's input.</summary>
    BlockOfA,

    /// <summary>The right factor of a matrix product, packed.</summary>
    PackedB,

    /// <summary>Partial sums.</summary>
    Partials,

    /// <summary>A layer's input, or its gradient, in the other order of channels.</summary>
    ChannelsLastInput,

    /// <summary>A layer's output, or its gradient, in the other order of channels.</summary>
    ChannelsLastOutput,

    /// <summary>What an activation that changes the size begins with, or its gradient.</summary>
    BeforeActivation,
}

/// <summary>Working memory of the current thread. It grows to the largest size asked for and is used again, so a warm kernel allocates nothing.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static AlignedMemory?[]? t_memory;

    /// <summary>
    /// At least <paramref name="count"/> float32 values on a boundary of 64 bytes, with any contents; valid until the thread asks for
    /// <paramref name="use"/> again. Other threads may be lent it for as long.
    /// </summary>
    public static float* Take(ScratchUse use, nint count)
    {
        var all = t_memory ??= new AlignedMemory[Enum.GetValues<ScratchUse>().Length];
        var memory = all[(int)use] ?? AlignedMemory.Empty;
        if (memory.Count < count)
            all[(int)use] = memory = memory.AtLeast(count);
        return memory.Pointer;
    }
}
