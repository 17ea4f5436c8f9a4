namespace GenNet.Kernels;

/// <summary>Rows of a call that computes element by element, a piece a thread; how many there are follows from the sizes alone.</summary>
internal static unsafe class BroadcastPieces<TShape>
    where TShape : struct, IBroadcastShape
{
    private const int PieceSize = 16 * 1024;

    /// <summary>The output: the first input, and each other combined with it in order.</summary>
    public static void Forward<TOperator>(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
        where TOperator : struct, IBroadcastOperator => Forward<TOperator, AsItIs>(pass, inputs, output);

    /// <summary>The same, with a last step.</summary>
    public static void Forward<TOperator, TResult>(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
        where TOperator : struct, IBroadcastOperator
        where TResult : struct, IBroadcastResult
    {
        fixed (TensorRef* pointers = inputs)
        {
            var pieces = new ForwardPieces<TOperator, TResult> { Inputs = pointers, Count = inputs.Length, Output = output.Pointer, Split = Split(pass) };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    /// <summary>The gradients that are wanted, each by <typeparamref name="TGradient"/>.</summary>
    public static void Backward<TGradient>(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef outputGradient, ReadOnlySpan<TensorRef> inputGradients)
        where TGradient : struct, IBroadcastGradient<TShape>
    {
        fixed (TensorRef* values = inputs, gradients = inputGradients)
        {
            var pieces = new BackwardPieces<TGradient>
            {
                Inputs = values,
                Gradients = gradients,
                Count = inputs.Length,
                OutputGradient = outputGradient.Pointer,
                Split = Split(pass),
            };
            pieces.Split.Run(pass.Workers, ref pieces);
        }
    }

    private static WorkSplit Split(in Pass pass) => new((nint)pass.Rows * TShape.RowSize, TShape.RowSize, PieceSize);

    private struct ForwardPieces<TOperator, TResult> : IParallelBody
        where TOperator : struct, IBroadcastOperator
        where TResult : struct, IBroadcastResult
    {
        public TensorRef* Inputs;
        public int Count;
        public float* Output;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var (row, rows) = (start / TShape.RowSize, (int)(count / TShape.RowSize));
            Broadcasting<TShape>.Apply<Assigning>(0, Inputs[0].Pointer + (row * TShape.InputSizes[0]), Output + start, rows);
            for (var input = 1; input < Count; input++)
                Broadcasting<TShape>.Apply<TOperator>(input, Inputs[input].Pointer + (row * TShape.InputSizes[input]), Output + start, rows);
            TResult.Apply(new(Output + start, (int)count), Count);
        }
    }

    private struct BackwardPieces<TGradient> : IParallelBody
        where TGradient : struct, IBroadcastGradient<TShape>
    {
        public TensorRef* Inputs;
        public TensorRef* Gradients;
        public int Count;
        public float* OutputGradient;
        public WorkSplit Split;

        public readonly void Invoke(int index, int worker)
        {
            var (start, count) = Split[index];
            var (row, rows) = (start / TShape.RowSize, (int)(count / TShape.RowSize));
            for (var input = 0; input < Count; input++)
            {
                if (!Gradients[input].IsNone)
                    TGradient.Backward(input, new(Inputs, Count), row, rows, OutputGradient + start, Gradients[input].Pointer + (row * TShape.InputSizes[input]));
            }
        }
    }
}

/// <summary>What becomes of the inputs' combination.</summary>
internal interface IBroadcastResult
{
    /// <summary>Changes the combined values of so many inputs.</summary>
    static abstract void Apply(Span<float> values, int inputs);
}

/// <summary>It is the output.</summary>
internal readonly struct AsItIs : IBroadcastResult
{
    public static void Apply(Span<float> values, int inputs)
    {
    }
}

/// <summary>The gradient of one input of a call that computes element by element.</summary>
internal unsafe interface IBroadcastGradient<TShape>
    where TShape : struct, IBroadcastShape
{
    /// <summary>Overwrites the gradient of input <paramref name="input"/> in some rows.</summary>
    /// <param name="input">The input.</param>
    /// <param name="inputs">All inputs, from their first row on.</param>
    /// <param name="row">The first of the rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="outputGradient">The output's gradient, from <paramref name="row"/> on.</param>
    /// <param name="inputGradient">The input's, from <paramref name="row"/> on.</param>
    static abstract void Backward(int input, ReadOnlySpan<TensorRef> inputs, nint row, int rows, float* outputGradient, float* inputGradient);
}
