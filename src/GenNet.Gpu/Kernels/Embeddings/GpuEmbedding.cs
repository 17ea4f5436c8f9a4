using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Vectors for ids, and their gradients, summed in the order of the ids.</summary>
internal static class GpuEmbedding
{
    /// <summary>The vectors, and where wanted the mask of ids that aren't 0.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="type">Type of the ids: int32, int64 or float32.</param>
    /// <param name="count">Ids of the batch.</param>
    /// <param name="inputDim">Number of vectors.</param>
    /// <param name="outputDim">Size of a vector.</param>
    /// <param name="input">The ids.</param>
    /// <param name="embeddings">The vectors.</param>
    /// <param name="output">(count, outputDim); 0 for an id that there isn't, which <see cref="GpuIds.Check"/> refuses: a step that goes on meanwhile leaves weights finite.</param>
    /// <param name="outputMask">One byte an id, or none.</param>
    public static void Forward(
        in GpuPass pass, DType type, int count, int inputDim, int outputDim, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef outputMask)
    {
        switch (type)
        {
            case DType.Int64: Forward<Int64Ids>(pass, count, inputDim, outputDim, input, embeddings, output, outputMask); break;
            case DType.Int32: Forward<Int32Ids>(pass, count, inputDim, outputDim, input, embeddings, output, outputMask); break;
            default: Forward<FloatIds>(pass, count, inputDim, outputDim, input, embeddings, output, outputMask); break;
        }
    }

    /// <summary>Adds the gradient of each vector to that of its id.</summary>
    public static void Backward(in GpuPass pass, DType type, int count, int inputDim, int outputDim, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef embeddingsGradient)
    {
        if (embeddingsGradient.IsNone || outputGradient.IsNone)
            return;
        switch (type)
        {
            case DType.Int64: Backward<Int64Ids>(pass, count, inputDim, outputDim, input, outputGradient, embeddingsGradient); break;
            case DType.Int32: Backward<Int32Ids>(pass, count, inputDim, outputDim, input, outputGradient, embeddingsGradient); break;
            default: Backward<FloatIds>(pass, count, inputDim, outputDim, input, outputGradient, embeddingsGradient); break;
        }
    }

    private static void Forward<TIds>(in GpuPass pass, int count, int inputDim, int outputDim, GpuTensorRef input, GpuTensorRef embeddings, GpuTensorRef output, GpuTensorRef outputMask)
        where TIds : struct, IIdFormat
    {
        var values = (long)count * outputDim;
        pass.LaunchForEach(values, new EmbeddingForward<TIds>
        {
            Ids = input.Rest,
            Embeddings = embeddings.Rest,
            Output = output.Rest,
            Count = values,
            InputDim = inputDim,
            OutputDim = outputDim,
        });
        if (!outputMask.IsNone)
            pass.LaunchForEach(count, new EmbeddingMask<TIds> { Ids = input.Rest, Mask = outputMask.Elements<byte>(count), Count = count });
    }

    private static void Backward<TIds>(in GpuPass pass, int count, int inputDim, int outputDim, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef embeddingsGradient)
        where TIds : struct, IIdFormat
    {
        var threads = pass.Accelerator.GroupSize;
        pass.Launch(new Index3D(count, (outputDim + threads - 1) / threads, 1), threads, new EmbeddingBackward<TIds>
        {
            Ids = input.Rest,
            OutputGradient = outputGradient.Rest,
            EmbeddingsGradient = embeddingsGradient.Rest,
            Count = count,
            InputDim = inputDim,
            OutputDim = outputDim,
        });
    }
}
