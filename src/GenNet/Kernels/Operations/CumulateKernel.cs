using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of sums, or products, up to each element along an axis.</summary>
public interface ICumulateShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }

    /// <summary>Size of the axis.</summary>
    static abstract int Depth { get; }

    /// <summary>Distance of neighbours along it.</summary>
    static abstract int Inner { get; }

    /// <summary>Whether they are products.</summary>
    static abstract bool IsProduct { get; }
}

/// <summary>Sums, or products, up to each element along an axis, on the CPU.</summary>
public static unsafe class CumulateKernel<TShape>
    where TShape : struct, ICumulateShape
{
    private const int ParallelPiece = 8 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var pieces = new Pieces { Input = input.Pointer, Output = output.Pointer, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var pieces = new Pieces { Input = input.Pointer, OutputGradient = outputGradient.Pointer, InputGradient = inputGradient.Pointer, Split = Split(pass) };
        pieces.Split.Run(pass.Workers, ref pieces);
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.Depth * TShape.Inner, ParallelPiece);

    private struct Pieces : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var block = start; block < start + count; block += TShape.Depth * TShape.Inner)
            {
                for (var lane = block; lane < block + TShape.Inner; lane++)
                {
                    if (OutputGradient == null)
                        Forward(lane);
                    else if (TShape.IsProduct)
                        BackwardOfProduct(lane);
                    else
                        BackwardOfSum(lane);
                }
            }
        }

        private static nint At(nint lane, int place) => lane + ((nint)place * TShape.Inner);

        private readonly void Forward(nint lane)
        {
            var value = TShape.IsProduct ? 1.0 : 0;
            for (var i = 0; i < TShape.Depth; i++)
            {
                value = TShape.IsProduct ? value * Input[At(lane, i)] : value + Input[At(lane, i)];
                Output[At(lane, i)] = (float)value;
            }
        }

        private readonly void BackwardOfSum(nint lane)
        {
            var sum = 0.0;
            for (var i = TShape.Depth - 1; i >= 0; i--)
            {
                sum += OutputGradient[At(lane, i)];
                InputGradient[At(lane, i)] = (float)sum;
            }
        }

        // Of each product from an element on, all factors but that one.
        private readonly void BackwardOfProduct(nint lane)
        {
            var before = 1.0;
            for (var i = 0; i < TShape.Depth; i++)
            {
                var (others, sum) = (before, 0.0);
                for (var k = i; k < TShape.Depth; k++)
                {
                    others *= k == i ? 1 : Input[At(lane, k)];
                    sum += OutputGradient[At(lane, k)] * others;
                }
                InputGradient[At(lane, i)] = (float)sum;
                before *= Input[At(lane, i)];
            }
        }
    }
}
