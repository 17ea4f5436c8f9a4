using System.Numerics.Tensors;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>Constants of a call of the operation that divides a kernel by its spectral norm.</summary>
public interface ISpectralDivisionShape
{
    /// <summary>Bytes of a row of the input.</summary>
    static abstract int RowBytes { get; }

    /// <summary>Rows of the kernel's matrix.</summary>
    static abstract int KernelRows { get; }

    /// <summary>Columns of the kernel's matrix: its last axis.</summary>
    static abstract int KernelColumns { get; }

    /// <summary>Steps of power iteration.</summary>
    static abstract int PowerIterations { get; }
}

/// <summary>
/// Division of a kernel by its spectral norm on the CPU. Power iteration: v = u·Wᵀ / ‖u·Wᵀ‖, u = v·W / ‖v·W‖, and the norm is v·W·uᵀ. The input passes through, so that the layer behind it
/// runs with the new kernel.
/// </summary>
public static unsafe class SpectralDivisionKernel<TShape>
    where TShape : struct, ISpectralDivisionShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(
        in Pass pass, TensorRef input, TensorRef output, TensorRef vectorU, TensorRef layerKernel = default, TensorRef layerEmbeddings = default) =>
        Values.Copy<byte>(pass, input, output, TShape.RowBytes);

    /// <summary>Forward in training: kernel and vector are new before the values pass.</summary>
    public static void ForwardTraining(
        in Pass pass, TensorRef input, TensorRef output, TensorRef vectorU, TensorRef layerKernel = default, TensorRef layerEmbeddings = default)
    {
        Forward(pass, input, output, vectorU);
        var kernel = (layerKernel.IsNone ? layerEmbeddings : layerKernel).Pointer;
        // A kernel of zeros has no norm to divide by: as in Keras it stays.
        if (pass.Training && new ReadOnlySpan<float>(kernel, TShape.KernelRows * TShape.KernelColumns).ContainsAnyExcept(0f))
            Divide(pass, kernel, vectorU.Pointer);
    }

    /// <summary>Gradients: those of the output. The kernel's are those that the layer adds at the new kernel.</summary>
    public static void Backward(
        in Pass pass,
        TensorRef input,
        TensorRef output,
        TensorRef outputGradient,
        TensorRef inputGradient,
        TensorRef vectorU,
        TensorRef layerKernel = default,
        TensorRef layerEmbeddings = default,
        TensorRef layerKernelGradient = default,
        TensorRef layerEmbeddingsGradient = default) => Values.Copy<byte>(pass, outputGradient, inputGradient, TShape.RowBytes);

    private static void Divide(in Pass pass, float* kernel, float* vectorU)
    {
        var v = Scratch.Take(ScratchUse.Partials, TShape.KernelRows);
        var matrix = new SpectralProducts<TShape> { Kernel = kernel, U = vectorU, V = v };
        for (var iteration = 0; iteration < TShape.PowerIterations; iteration++)
        {
            matrix.MultiplyRows(pass.Workers);
            Normalize(v, TShape.KernelRows);
            matrix.MultiplyColumns(pass.Workers);
            // Before u is normalized it is v·W, whose product with the normalized u is its norm.
            if (iteration < TShape.PowerIterations - 1)
                Normalize(vectorU, TShape.KernelColumns);
        }
        var norm = Normalize(vectorU, TShape.KernelColumns);
        var values = new Span<float>(kernel, TShape.KernelRows * TShape.KernelColumns);
        TensorPrimitives.Divide(values, norm, values);
    }

    // Divides by the Euclidean norm, of at least Keras' epsilon, and returns the product of the vector with what becomes of it.
    private static float Normalize(float* vector, int count)
    {
        var square = Sums.Dot(vector, vector, count);
        var norm = MathF.Sqrt(MathF.Max(square, UnitLength.LeastSquare));
        var values = new Span<float>(vector, count);
        TensorPrimitives.Divide(values, norm, values);
        return square / norm;
    }
}
