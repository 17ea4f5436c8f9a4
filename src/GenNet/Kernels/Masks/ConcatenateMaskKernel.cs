namespace GenNet.Layers;

/// <summary>Constants of a concatenation of masks.</summary>
public interface IConcatenateMaskShape
{
    /// <summary>How often a row alternates between the inputs.</summary>
    static abstract int Outer { get; }

    /// <summary>Of each input, how many elements lie together.</summary>
    static abstract ReadOnlySpan<int> PieceSizes { get; }
}

/// <summary>A concatenation of masks on the CPU; one that isn't there is all true.</summary>
public static unsafe class ConcatenateMaskKernel<TShape>
    where TShape : struct, IConcatenateMaskShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output)
    {
        var to = (byte*)output.Pointer;
        for (nint piece = 0; piece < (nint)pass.Rows * TShape.Outer; piece++)
        {
            for (var input = 0; input < inputs.Length; input++)
            {
                var size = TShape.PieceSizes[input];
                var target = new Span<byte>(to, size);
                if (inputs[input].IsNone)
                    target.Fill(1);
                else
                    new ReadOnlySpan<byte>((byte*)inputs[input].Pointer + (piece * size), size).CopyTo(target);
                to += size;
            }
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in Pass pass, ReadOnlySpan<TensorRef> inputs, TensorRef output) => Forward(pass, inputs, output);
}
