using System.Numerics.Tensors;
using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>A densely connected layer in float64 on the CPU, at inference.</summary>
public static unsafe class DenseFloat64Kernel<TShape>
    where TShape : struct, IDenseShape
{
    private const int ParallelPiece = 32 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef kernel, TensorRef output, TensorRef bias = default)
    {
        var rows = checked(pass.Rows * TShape.RowsPerSample);
        var linear = TShape.Activation == Activation.GLU
            ? (double*)Scratch.Take(ScratchUse.BeforeActivation, 2 * (nint)rows * TShape.Units)
            : (double*)output.Pointer;
        var products = new Products
        {
            Input = (double*)input.Pointer,
            Kernel = (double*)kernel.Pointer,
            Bias = (double*)bias.Pointer,
            Linear = linear,
            Output = (double*)output.Pointer,
            Split = new(rows, 1, Math.Max(1, ParallelPiece / TShape.Features / TShape.Units)),
        };
        products.Split.Run(pass.Workers, ref products);
    }

    // Of each row: the products are added in the order of the features.
    private struct Products : IParallelBody
    {
        public double* Input;
        public double* Kernel;
        public double* Bias;
        public double* Linear;
        public double* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start; row < start + count; row++)
            {
                var sums = new Span<double>(Linear + (row * TShape.Units), TShape.Units);
                if (Bias != null)
                    new ReadOnlySpan<double>(Bias, TShape.Units).CopyTo(sums);
                else
                    sums.Clear();
                for (var feature = 0; feature < TShape.Features; feature++)
                    TensorPrimitives.MultiplyAdd(new ReadOnlySpan<double>(Kernel + ((nint)feature * TShape.Units), TShape.Units), Input[(row * TShape.Features) + feature], sums, sums);
                Activations64.Forward(
                    TShape.Activation, Linear + (row * TShape.Units), Output + (row * (TShape.Activation == Activation.GLU ? TShape.Units / 2 : TShape.Units)), TShape.Units, TShape.Units);
            }
        }
    }
}
