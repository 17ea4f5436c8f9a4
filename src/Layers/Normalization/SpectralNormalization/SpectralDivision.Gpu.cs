using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Layers;

/// <summary>Division of a kernel by its spectral norm on GPUs; see <see cref="SpectralDivisionKernel{TShape}"/>. The input passes through.</summary>
public static class SpectralDivisionGpu<TShape>
    where TShape : struct, ISpectralDivisionShape
{
    /// <summary>Inference: the values as they are.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef vectorU, GpuTensorRef layerKernel = default, GpuTensorRef layerEmbeddings = default) =>
        GpuRows.Copy<byte>(pass, input, output, TShape.RowBytes);

    /// <summary>Forward in training: kernel and vector are new before the values pass.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef output, GpuTensorRef vectorU, GpuTensorRef layerKernel = default, GpuTensorRef layerEmbeddings = default)
    {
        Forward(pass, input, output, vectorU);
        if (pass.Training)
            Divide(pass, layerKernel.Or(layerEmbeddings), vectorU);
    }

    /// <summary>Gradients: those of the output. The kernel's are those that the layer adds at the new kernel.</summary>
    public static void Backward(
        in GpuPass pass,
        GpuTensorRef input,
        GpuTensorRef output,
        GpuTensorRef outputGradient,
        GpuTensorRef inputGradient,
        GpuTensorRef vectorU,
        GpuTensorRef layerKernel = default,
        GpuTensorRef layerEmbeddings = default,
        GpuTensorRef layerKernelGradient = default,
        GpuTensorRef layerEmbeddingsGradient = default) => GpuRows.Copy<byte>(pass, outputGradient, inputGradient, TShape.RowBytes);

    private static void Divide(in GpuPass pass, GpuTensorRef kernel, GpuTensorRef vectorU)
    {
        var (rows, columns) = (TShape.KernelRows, TShape.KernelColumns);
        var v = pass.Scratch(GenNet.Kernels.ScratchUse.BetweenProducts, rows + columns + 1);
        var (u, norm) = (v.Skip(rows), v.Skip(rows + columns));
        GpuValues.Copy(pass, vectorU, u, columns);
        for (var iteration = 0; iteration < TShape.PowerIterations; iteration++)
        {
            GpuGemm.Multiply(pass, 1, rows, columns, new(u, columns), new(kernel, columns, IsTransposed: true), new(v, rows));
            Normalize(pass, v, norm, rows);
            GpuGemm.Multiply(pass, 1, columns, rows, new(v, rows), new(kernel, columns), new(u, columns));
            Normalize(pass, u, norm, columns);
        }
        var count = (long)rows * columns;
        pass.LaunchForEach(count, new SpectralQuotients { Kernel = kernel.Rest, U = vectorU.Rest, NewU = u.Rest, Norm = norm.Rest, Columns = columns, Count = count });
    }

    private static void Normalize(in GpuPass pass, GpuTensorRef vector, GpuTensorRef norm, int size) =>
        pass.Launch(new Index3D(1, 1, 1), pass.Accelerator.GroupSize, new NormalizedVector { Vector = vector.Rest, Norm = norm.Rest, Size = size });
}
