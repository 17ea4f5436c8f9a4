namespace GenNet.Layers;

/// <summary>Constants of a negation.</summary>
public interface ILogicalNotShape
{
    /// <summary>Values a row.</summary>
    static abstract int RowSize { get; }
}

/// <summary>Whether something doesn't hold, on the CPU.</summary>
public static unsafe class LogicalNotKernel<TShape>
    where TShape : struct, ILogicalNotShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, TensorRef input, TensorRef output)
    {
        var (from, to) = ((nint)input.Pointer, (nint)output.Pointer);
        for (nint i = 0; i < (nint)pass.Rows * TShape.RowSize; i++)
            ((byte*)to)[i] = ((byte*)from)[i] == 0 ? (byte)1 : (byte)0;
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, TensorRef input, TensorRef output) => Forward(pass, input, output);
}
