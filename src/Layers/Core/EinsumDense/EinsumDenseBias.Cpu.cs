using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The bias of an EinsumDense layer: a row of the output is runs that have one value of it, or as many as the run is long.</summary>
internal static unsafe class EinsumDenseBias<TShape>
    where TShape : struct, IEinsumDenseShape
{
    private const int RowsPerPiece = 16;

    /// <summary>Whether the bias is the last axes, whole: then it is one value a column of the product.</summary>
    public static bool IsOfColumns
    {
        get
        {
            var stride = 1;
            for (var axis = TShape.OutputDimensions.Length - 1; axis >= 0 && stride < TShape.BiasSize; axis--)
            {
                if (TShape.OutputDimensions[axis] != 1 && TShape.BiasStrides[axis] != stride)
                    return false;
                stride *= TShape.OutputDimensions[axis];
            }
            return stride == TShape.BiasSize;
        }
    }

    /// <summary>Adds it to the output.</summary>
    public static void Add(in Pass pass, float* bias, float* output)
    {
        var rows = new Rows { Bias = bias, Output = output, Split = new(pass.Rows, 1, RowsPerPiece) };
        rows.Split.Run(pass.Workers, ref rows);
    }

    /// <summary>Adds its gradient, row after row.</summary>
    public static void AddGradient(in Pass pass, float* outputGradient, float* biasGradient)
    {
        for (var row = 0; row < pass.Rows; row++)
        {
            for (var i = 0; i < TShape.OutputSize; i++)
                biasGradient[Offset(i)] += outputGradient[((nint)row * TShape.OutputSize) + i];
        }
    }

    private static int Offset(int element)
    {
        var offset = 0;
        for (var axis = TShape.OutputDimensions.Length - 1; axis >= 0; axis--)
        {
            (element, var at) = Math.DivRem(element, TShape.OutputDimensions[axis]);
            offset += at * TShape.BiasStrides[axis];
        }
        return offset;
    }

    private struct Rows : IParallelBody
    {
        public float* Bias;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var row = start; row < start + count; row++)
            {
                for (var i = 0; i < TShape.OutputSize; i++)
                    Output[(row * TShape.OutputSize) + i] += Bias[Offset(i)];
            }
        }
    }
}
