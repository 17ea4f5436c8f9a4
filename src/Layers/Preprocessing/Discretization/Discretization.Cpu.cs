using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of a Discretization layer.</summary>
public interface IDiscretizationShape : ICategoryShape
{
    /// <summary>The boundaries, ascending.</summary>
    static abstract ReadOnlySpan<float> BinBoundaries { get; }
}

/// <summary>Division into bins on the CPU.</summary>
public static unsafe class DiscretizationKernel<TShape>
    where TShape : struct, IDiscretizationShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output) =>
        CategoryRows<TShape, Bins>.Encode(pass, new() { Values = input.Pointer }, weights: default, output);

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Steps have no gradient.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient) =>
        Layers.Values.Clear(pass, inputGradient, TShape.RowSize);

    private struct Bins : ICategories
    {
        public float* Values;

        // The number of boundaries that are not above the value; none is above NaN, as in TensorFlow.
        public readonly long At(nint index)
        {
            var (low, high) = (0, TShape.BinBoundaries.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (Values[index] < TShape.BinBoundaries[middle])
                    high = middle;
                else
                    low = middle + 1;
            }
            return low;
        }
    }
}
