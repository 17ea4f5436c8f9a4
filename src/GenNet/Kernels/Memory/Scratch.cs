using System.Runtime.InteropServices;

namespace GenNet.Kernels;

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

    /// <summary>What a layer of two products has between them, or its gradient.</summary>
    BetweenProducts,

    /// <summary>What an activation that changes the size begins with, or its gradient.</summary>
    BeforeActivation,

    /// <summary>States and gates of a recurrent layer at inference, and gradients of its states.</summary>
    RecurrentStates,

    /// <summary>Gradients of a recurrent layer's gates at all timesteps.</summary>
    GateGradients,

    /// <summary>Gradients of the state's products with a recurrent layer's gates at all timesteps.</summary>
    StateGateGradients,

    /// <summary>Values of a recurrent layer under a dropout mask.</summary>
    MaskedValues,

    /// <summary>The gradient of such values.</summary>
    GateProduct,

    /// <summary>A row of an image that is brought to another size.</summary>
    ResizedLine,
    /// <summary>The patches of an image that a window sees.</summary>
    Patches,

    /// <summary>Working memory of the rows that a custom layer is called for.</summary>
    CustomRows,

    /// <summary>Gradients of a custom layer's weights, a piece of rows each.</summary>
    CustomGradients,

    /// <summary>A line of a pooling's input, with what lies above and behind it.</summary>
    PoolingLine,
    /// <summary>Projections of an attention, and what was attended to.</summary>
    AttentionValues,

    /// <summary>Scores and weights of some of an attention's queries, or their gradients.</summary>
    AttentionWeights,

    /// <summary>Such weights after dropout.</summary>
    AttentionDropped,

    /// <summary>Gradients of an attention's projections.</summary>
    AttentionGradients,

    /// <summary>The left factor of a product in the order that it is multiplied in.</summary>
    LeftFactor,

    /// <summary>The right factor of a product in the order that it is multiplied in.</summary>
    RightFactor,

    /// <summary>A product in the order that it is computed in.</summary>
    ProductResult,

    /// <summary>Factors of a product that are normalized before, and their gradients.</summary>
    NormalizedFactors,

    /// <summary>Partial sums of weights' gradients, a batch row each.</summary>
    RowGradients,

    /// <summary>What is done to each channel of a layer's results.</summary>
    ChannelScaling,
}

/// <summary>
/// Working memory of the current thread, outside the garbage-collected heap. It grows to the largest size asked for and is used again; which
/// thread does which piece of work changes from run to run, and even so nothing but a thread's first use allocates an object.
/// </summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static ThreadMemory? t_memory;

    /// <summary>
    /// At least <paramref name="count"/> float32 values on a boundary of 64 bytes, with any contents; valid until the thread asks for
    /// <paramref name="use"/> again. Other threads may be lent it for as long.
    /// </summary>
    public static float* Take(ScratchUse use, nint count) => (t_memory ??= new()).Take((int)use, count);

    /// <summary>The finalizer frees it after the thread's end.</summary>
    private sealed class ThreadMemory
    {
        private const int Alignment = 64;

        private readonly nint[] _addresses = new nint[Enum.GetValues<ScratchUse>().Length];
        private readonly nint[] _counts = new nint[Enum.GetValues<ScratchUse>().Length];

        ~ThreadMemory()
        {
            foreach (var address in _addresses)
                NativeMemory.AlignedFree((void*)address);
        }

        public float* Take(int use, nint count)
        {
            if (_counts[use] < count)
            {
                NativeMemory.AlignedFree((void*)_addresses[use]);
                _addresses[use] = 0;
                _counts[use] = 0;
                _addresses[use] = (nint)NativeMemory.AlignedAlloc(checked((nuint)count * sizeof(float)), Alignment);
                _counts[use] = count;
            }
            return (float*)_addresses[use];
        }
    }
}
