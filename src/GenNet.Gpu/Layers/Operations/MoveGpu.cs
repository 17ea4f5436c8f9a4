using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>An operation that moves elements on GPUs, whatever they are.</summary>
public static class MoveGpu<TShape>
    where TShape : struct, IMoveShape
{
    /// <summary>Inference.</summary>
    public static void Forward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output)
    {
        var fill = TShape.Fill;
        switch (TShape.ElementType)
        {
            case DType.Bool: Move(pass, input.Rest.Cast<byte>(), output.Rest.Cast<byte>(), fill != 0 ? (byte)1 : (byte)0, (byte)0, words: 1); break;
            case DType.Int32: Move(pass, input.Rest.Cast<int>(), output.Rest.Cast<int>(), (int)fill, 0, words: 1); break;
            case DType.Int64: Move(pass, input.Rest.Cast<int>(), output.Rest.Cast<int>(), (int)(long)fill, (int)((long)fill >> 32), words: 2); break;
            default: Move(pass, input.Rest, output.Rest, fill, 0f, words: 1); break;
        }
    }

    /// <summary>Forward in training.</summary>
    public static void ForwardTraining(in GpuPass pass, GpuTensorRef input, GpuTensorRef output) => Forward(pass, input, output);

    /// <summary>Gradients: of an element that has gone to several places, their sum.</summary>
    public static void Backward(in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef outputGradient, GpuTensorRef inputGradient)
    {
        if (inputGradient.IsNone)
            return;
        var count = (long)pass.Rows * TShape.InputSize;
        pass.LaunchForEach(count, new ListedSums
        {
            From = outputGradient.Rest,
            To = inputGradient.Rest,
            Lists = pass.Accelerator.Tables.Of<Back, int>(static () => MoveTable.Back(TShape.AxisSizes, TShape.Offsets, TShape.Start, TShape.Run, TShape.InputSize, TShape.RowSize)),
            FromRowSize = TShape.RowSize,
            RowSize = TShape.InputSize,
            Count = count,
        });
    }

    private static void Move<T>(in GpuPass pass, ArrayView<T> from, ArrayView<T> to, T fill, T rest, int words)
        where T : unmanaged
    {
        var count = (long)pass.Rows * TShape.RowSize * words;
        pass.LaunchForEach(count, new MovedElements<T>
        {
            From = from,
            To = to,
            Table = pass.Accelerator.Tables.Of<Distances, int>(static () => MoveTable.Of(TShape.AxisSizes, TShape.Offsets)),
            TableSize = TShape.AxisSizes.Length + TShape.Offsets.Length,
            Axes = TShape.AxisSizes.Length,
            Start = TShape.Start,
            Together = TShape.Run,
            Words = words,
            Fill = fill,
            FillRest = rest,
            FromRowSize = TShape.InputSize,
            RowSize = TShape.RowSize,
            Count = count,
        });
    }

    private readonly struct Distances;

    private readonly struct Back;
}
