using System.Runtime.CompilerServices;
using GenNet.Accelerators;

namespace GenNet;

/// <summary>GPUs with options.</summary>
public static class GpuDevices
{
    extension(Device)
    {
        /// <summary>A GPU that computes as <paramref name="options"/> say; <see cref="Device.Gpu(int)"/> is one with the defaults.</summary>
        /// <param name="options">How it computes.</param>
        /// <param name="index">Which of <see cref="Device.Gpus"/>.</param>
        /// <returns>The same instance for equal options.</returns>
        /// <exception cref="PlatformNotSupportedException">There is no GPU, no driver, or the program was compiled ahead of time.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There are fewer, or there is no such precision.</exception>
        public static Device Gpu(GpuOptions options, int index = 0)
        {
            ArgumentNullException.ThrowIfNull(options);
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            if (!Enum.IsDefined(options.Precision))
                throw new ArgumentOutOfRangeException(nameof(options), options.Precision, "There is no such precision of products.");
            if (!Enum.IsDefined(options.CuBlas))
                throw new ArgumentOutOfRangeException(nameof(options), options.CuBlas, "There is no such use of cuBLAS.");
            return RuntimeFeature.IsDynamicCodeSupported ? GpuAccelerators.Open(index, options) : throw GpuProvider.CompiledAheadOfTime();
        }
    }
}
