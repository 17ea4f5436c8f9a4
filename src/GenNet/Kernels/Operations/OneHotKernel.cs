using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of vectors that are 1 at one place.</summary>
public interface IOneHotShape
{
    /// <summary>Whole numbers a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Size of a vector.</summary>
    static abstract int Classes { get; }

    /// <summary>Distance of neighbours in a vector.</summary>
    static abstract int Inner { get; }

    /// <summary>Whether numbers have 64 bits, and not 32.</summary>
    static abstract bool IsInt64 { get; }
}

/// <summary>Vectors that are 1 at the place that a whole number says, on the CPU. A number without a place has zeros.</summary>
public static unsafe class OneHotKernel<TShape>
    where TShape : struct, IOneHotShape
{
    private const int ValuesPerPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var rows = new Rows { Input = input.Pointer, Output = output.Pointer, Split = new(pass.Rows, 1, Math.Max(1, ValuesPerPiece / (TShape.RowSize * TShape.Classes))) };
        rows.Split.Run(pass.Workers, ref rows);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    private struct Rows : IParallelBody
    {
        public float* Input;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start; row < start + count; row++)
            {
                var output = Output + (row * TShape.RowSize * TShape.Classes);
                new Span<float>(output, TShape.RowSize * TShape.Classes).Clear();
                for (var i = 0; i < TShape.RowSize; i++)
                {
                    var at = (row * TShape.RowSize) + i;
                    var id = TShape.IsInt64 ? ((long*)Input)[at] : ((int*)Input)[at];
                    if ((ulong)id < (ulong)TShape.Classes)
                        output[((nint)(i / TShape.Inner) * TShape.Classes * TShape.Inner) + ((nint)id * TShape.Inner) + (i % TShape.Inner)] = 1;
                }
            }
        }
    }
}
