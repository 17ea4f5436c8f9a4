using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of an operation along some axes.</summary>
public interface IReduceShape : IReductionShape
{
    /// <summary>What becomes of the elements.</summary>
    static abstract ReduceFunction Function { get; }
}

/// <summary>What becomes of the elements along some axes, on the CPU: each group by itself, in the order of memory.</summary>
public static unsafe class ReduceKernel<TShape>
    where TShape : struct, IReduceShape
{
    private const int ParallelPiece = 8 * 1024;

    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var blocks = new Blocks { Input = input.Pointer, Output = output.Pointer, Split = Split(pass) };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients.</summary>
    public static void Backward(in Pass pass, TensorRef input, TensorRef output, TensorRef outputGradient, TensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var blocks = new Blocks { Input = input.Pointer, Output = output.Pointer, OutputGradient = outputGradient.Pointer, InputGradient = inputGradient.Pointer, Split = Split(pass) };
        blocks.Split.Run(pass.Workers, ref blocks);
    }

    private static WorkSplit Split(in Pass pass) =>
        new(pass.Rows * (nint)Reduction<TShape>.BlocksPerRow, 1, Math.Max(1, ParallelPiece / (Reduction<TShape>.GroupSize * TShape.Lanes)));

    private struct Blocks : IParallelBody
    {
        public float* Input;
        public float* Output;
        public float* OutputGradient;
        public float* InputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            for (var block = start; block < start + count; block++)
            {
                var offset = Reduction<TShape>.BlockOffset((int)block);
                if (OutputGradient == null && ReduceLanes<TShape>.Has)
                {
                    ReduceLanes<TShape>.Forward(Input + offset, Output + (block * TShape.Lanes));
                    continue;
                }
                for (var lane = 0; lane < TShape.Lanes; lane++)
                {
                    var group = (block * TShape.Lanes) + lane;
                    if (OutputGradient == null)
                        Forward(offset + lane, group);
                    else
                        ReduceGroup<TShape>.Backward(Input + offset + lane, Output[group], OutputGradient[group], InputGradient + offset + lane);
                }
            }
        }

        private readonly void Forward(nint offset, nint group)
        {
            switch (TShape.Function)
            {
                case ReduceFunction.Any or ReduceFunction.All: ((byte*)Output)[group] = ReduceGroup<TShape>.Holds((byte*)Input + offset) ? (byte)1 : (byte)0; break;
                case ReduceFunction.Argmax or ReduceFunction.Argmin or ReduceFunction.CountNonzero: ((int*)Output)[group] = ReduceGroup<TShape>.Place(Input + offset); break;
                default: Output[group] = ReduceGroup<TShape>.Value(Input + offset); break;
            }
        }
    }
}
