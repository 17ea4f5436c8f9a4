using GenNet.Gpu.Kernels;
using ILGPU;

namespace GenNet.Gpu.Tests.Kernels;

/// <summary>After a kernel that ILGPU can't compile, others of the same context compile and run.</summary>
[Collection(nameof(OpenClTests))]
public sealed class FailedCompileTests
{
    [Fact]
    public void Launch_AfterAKernelThatCantBeCompiled_Works()
    {
        using var openCl = OpenClKernelDevice.OrSkip();
        var pass = openCl.Pass();
        var values = openCl.Upload(1, 2, 3);

        var error = Assert.Throws<NotSupportedException>(() => pass.Launch(new Index3D(1, 1, 1), 1, new Throws { Values = values.Rest }));

        Assert.Contains("the kernel Throws can't be compiled for", error.Message, StringComparison.Ordinal);
        GpuValues.Fill(pass, values, 7, 2);
        Assert.Equal([7, 7, 3], openCl.Download(values, 3));
    }

    /// <summary>A kernel with a construct that no device has.</summary>
    public struct Throws : IGpuKernel<Throws>
    {
        public ArrayView<float> Values;

        public static void Run(Throws kernel)
        {
            if (kernel.Values[0] > 0)
                throw new InvalidOperationException("No device can do this.");
        }
    }
}
