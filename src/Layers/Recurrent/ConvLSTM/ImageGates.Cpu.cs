using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The elementwise part of a ConvLSTM's step, and its bias: of every pixel by itself where the channels are last, of whole images where they are first.</summary>
internal static unsafe class ImageGates<TShape>
    where TShape : struct, IConvLSTMShape
{
    private static int Pixels => TShape.Units / TShape.Filters;

    // Values of a gate that follow each other, and how often they do.
    private static int Block => TShape.ChannelsFirst ? TShape.Units : TShape.Filters;

    private static int Blocks => TShape.Units / Block;

    private static LSTMGates Gates => new(TShape.Activation, TShape.RecurrentActivation, Block, TShape.ChannelsFirst ? TShape.StateSizes[^1] : TShape.Filters);

    /// <summary>The step of a row; see <see cref="LSTMGates.Forward"/>.</summary>
    public static void Forward(float* gates, float* inputs, float* before, float* after, float* activated, float* hidden)
    {
        for (var block = 0; block < Blocks; block++)
        {
            var (at, gate) = ((nint)block * Block, (nint)block * Block * LSTMGates.Count);
            Gates.Forward(gates + gate, inputs == null ? null : inputs + gate, before + at, after + at, activated + at, hidden + at);
        }
    }

    /// <summary>The step of a row backwards; see <see cref="LSTMGates.Backward"/>.</summary>
    public static void Backward(float* gates, float* inputs, float* before, float* after, float* activated, float* hiddenGradient, float* cellGradient, float* gateGradients)
    {
        for (var block = 0; block < Blocks; block++)
        {
            var (at, gate) = ((nint)block * Block, (nint)block * Block * LSTMGates.Count);
            Gates.Backward(
                gates + gate, inputs == null ? null : inputs + gate, before + at, after + at, activated + at, hiddenGradient + at, cellGradient + at, gateGradients + gate);
        }
    }

    /// <summary>What the gates of a step begin with: the bias of their filter, or 0.</summary>
    public static void Begin(float* gates, float* bias)
    {
        const int Count = LSTMGates.Count;
        if (bias == null)
            new Span<float>(gates, Count * TShape.Units).Clear();
        else if (TShape.ChannelsFirst)
        {
            for (var filter = 0; filter < Count * TShape.Filters; filter++)
                new Span<float>(gates + ((nint)filter * Pixels), Pixels).Fill(bias[filter]);
        }
        else
        {
            for (var pixel = 0; pixel < Pixels; pixel++)
                new ReadOnlySpan<float>(bias, Count * TShape.Filters).CopyTo(new(gates + ((nint)pixel * Count * TShape.Filters), Count * TShape.Filters));
        }
    }

    /// <summary>Adds the gradient of the bias: sums over the pixels of all images.</summary>
    public static void AddBiasGradient(in Pass pass, int images, float* gateGradients, float* biasGradient)
    {
        const int Count = LSTMGates.Count;
        if (!TShape.ChannelsFirst)
        {
            ColumnSums.Add(pass.Workers, checked(images * Pixels), Count * TShape.Filters, gateGradients, biasGradient);
            return;
        }
        for (var filter = 0; filter < Count * TShape.Filters; filter++)
        {
            var sum = 0.0;
            for (var image = 0; image < images; image++)
            {
                var values = gateGradients + (((nint)image * Count * TShape.Filters) + filter) * Pixels;
                for (var pixel = 0; pixel < Pixels; pixel++)
                    sum += values[pixel];
            }
            biasGradient[filter] += (float)sum;
        }
    }
}
