using System.Numerics;
using GenNet.Kernels;
using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>Convolutions that take each channel by itself, for which a product of matrices would be one of single columns.</summary>
internal static class GpuDepthwise
{
    private const int WidestBlock = 32;
    private const int PositionsPerThread = 16;
    private const int MaxPieces = 128;

    /// <inheritdoc cref="GpuConvolution.Forward"/>
    public static void Forward(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef bias, Activation activation, GpuTensorRef output)
    {
        var forward = new Forwards { Pass = pass, Shape = shape, Input = input, Kernel = kernel, Bias = bias, Output = output };
        ActivationFunctions.With(activation, ref forward);
    }

    /// <inheritdoc cref="GpuConvolution.Transposed"/>
    public static void Transposed(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef values, GpuTensorRef kernel, GpuTensorRef bias, Activation activation, GpuTensorRef result)
    {
        var transposed = new Transposes { Pass = pass, Shape = shape, Values = values, Kernel = kernel, Bias = bias, Result = result };
        ActivationFunctions.With(activation, ref transposed);
    }

    /// <inheritdoc cref="GpuConvolution.BackwardKernel"/>
    public static void BackwardKernel(in GpuPass pass, in ConvolutionShape shape, GpuTensorRef input, GpuTensorRef outputGradient, GpuTensorRef kernelGradient)
    {
        var threads = pass.Accelerator.GroupSize;
        var positions = checked(shape.Batch * shape.OutputPositions);
        var width = Math.Min(Math.Min(WidestBlock, threads / 2), (int)BitOperations.RoundUpToPowerOf2((uint)shape.Filters));
        var blocks = (shape.Filters + width - 1) / width;
        var most = Math.Clamp(KernelLaunch.ManyGroups(pass) / (blocks * shape.Taps), 1, MaxPieces);
        var pieces = Math.Clamp(positions / (threads / width * PositionsPerThread), 1, most);
        var count = (long)shape.Taps * shape.Filters;
        var parts = pass.Workspace(count * pieces);
        var kernel = new DepthwiseKernelPieces
        {
            Input = input.Rest,
            OutputGradient = outputGradient.Rest,
            Sums = parts.Rest,
            Shape = ConvolutionGeometry.Of(shape),
            Positions = positions,
            ImagePositions = new(shape.OutputPositions),
            SlicePositions = new(shape.OutputHeight * shape.OutputWidth),
            RowPositions = new(shape.OutputWidth),
            Width = width,
            Pieces = pieces,
        };
        pass.Launch(new Index3D(blocks, shape.Taps, pieces), threads, kernel);
        GpuColumnSums.SumParts(pass, parts, pieces, kernelGradient, count, accumulate: true);
    }

    private struct Forwards : IActivationUser
    {
        public GpuPass Pass;
        public ConvolutionShape Shape;
        public GpuTensorRef Input;
        public GpuTensorRef Kernel;
        public GpuTensorRef Bias;
        public GpuTensorRef Output;

        public readonly void Use<TActivation>()
            where TActivation : struct, IActivationFunction
        {
            var count = (long)Shape.Batch * Shape.OutputPositions * Shape.Filters;
            var kernel = new DepthwiseForward<TActivation>
            {
                Input = Input.Rest,
                Kernel = Kernel.Rest,
                Bias = Bias.Or(Kernel).Rest,
                Output = Output.Rest,
                Shape = ConvolutionGeometry.Of(Shape),
                Count = count,
                HasBias = Bias.IsNone ? 0 : 1,
            };
            Pass.LaunchForEach(count, kernel);
        }
    }

    private struct Transposes : IActivationUser
    {
        public GpuPass Pass;
        public ConvolutionShape Shape;
        public GpuTensorRef Values;
        public GpuTensorRef Kernel;
        public GpuTensorRef Bias;
        public GpuTensorRef Result;

        public readonly void Use<TActivation>()
            where TActivation : struct, IActivationFunction
        {
            var count = (long)Shape.Batch * Shape.InputPositions * Shape.Channels;
            var kernel = new DepthwiseTransposed<TActivation>
            {
                Values = Values.Rest,
                Kernel = Kernel.Rest,
                Bias = Bias.Or(Kernel).Rest,
                Result = Result.Rest,
                Shape = ConvolutionGeometry.Of(Shape),
                Count = count,
                HasBias = Bias.IsNone ? 0 : 1,
            };
            Pass.LaunchForEach(count, kernel);
        }
    }
}
