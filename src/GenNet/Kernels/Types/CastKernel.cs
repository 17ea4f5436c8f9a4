using System.Numerics;
using GenNet.Elements;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a change of type.</summary>
public interface ICastShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>The type before.</summary>
    static abstract DType From { get; }

    /// <summary>The type after.</summary>
    static abstract DType To { get; }
}

/// <summary>A change of type on the CPU: to nearest, ties to even; real numbers become whole ones towards 0, and true where they aren't 0, as in Keras.</summary>
public static unsafe class CastKernel<TShape>
    where TShape : struct, ICastShape
{
    private const int ParallelPiece = 16 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        switch (TShape.From)
        {
            case DType.Int32: From<int>(pass, input, output); break;
            case DType.Int64: From<long>(pass, input, output); break;
            case DType.Bool: From<byte>(pass, input, output); break;
            case DType.Float64: From<double>(pass, input, output); break;
            default: From<float>(pass, input, output); break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    private static void From<TFrom>(in Pass pass, TensorRef input, TensorRef output)
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        switch (TShape.To)
        {
            case DType.Int32: Run<TFrom, int>(pass, input, output); break;
            case DType.Int64: Run<TFrom, long>(pass, input, output); break;
            case DType.Bool: Run<TFrom, byte>(pass, input, output); break;
            case DType.Float64: Run<TFrom, double>(pass, input, output); break;
            default: Run<TFrom, float>(pass, input, output); break;
        }
    }

    private static void Run<TFrom, TTo>(in Pass pass, TensorRef input, TensorRef output)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        var elements = new Elements<TFrom, TTo>
        {
            Input = (TFrom*)input.Pointer,
            Output = (TTo*)output.Pointer,
            Split = new((nint)pass.Rows * TShape.RowSize, 1, ParallelPiece),
        };
        elements.Split.Run(pass.Workers, ref elements);
    }

    private struct Elements<TFrom, TTo> : IParallelBody
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        public TFrom* Input;
        public TTo* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var i = start; i < start + count; i++)
                Output[i] = Convert(Input[i]);
        }

        // Of the shape's constants, the JIT keeps the one branch.
        private static TTo Convert(TFrom value) => TShape.To switch
        {
            DType.Bool => TFrom.IsZero(value) ? TTo.Zero : TTo.One,
            DType.Float16 => TTo.CreateSaturating((Half)Real(value)),
            DType.BFloat16 => TTo.CreateSaturating(BFloat16.Round(Real(value))),
            _ when TShape.From == DType.Bool => TFrom.IsZero(value) ? TTo.Zero : TTo.One,
            _ => TTo.CreateSaturating(value),
        };

        private static double Real(TFrom value) => TShape.From == DType.Bool ? (TFrom.IsZero(value) ? 0 : 1) : double.CreateSaturating(value);
    }
}
