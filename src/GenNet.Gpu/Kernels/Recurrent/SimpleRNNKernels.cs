using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>A step of a SimpleRNN behind its products: h ← activation(products).</summary>
internal struct SimpleRNNStep : IGpuKernel<SimpleRNNStep>
{
    public ArrayView<float> Products;
    public ArrayView<float> Inputs;
    public GatePlaces Places;
    public StepState Hidden;
    public StepMask Mask;
    public StepOutput Output;
    public Activation Activation;
    public int KeepsInputs;
    public long Count;

    public static void Run(SimpleRNNStep kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Places.Units;
            var unit = (int)(i - (row * kernel.Places.Units));
            var counts = StepMask.Counts(kernel.Mask, row);
            var at = GatePlaces.Of(kernel.Places, row, unit);
            var product = kernel.Products[at];
            if (kernel.KeepsInputs != 0)
                kernel.Inputs[at] = product;
            var after = counts ? DeviceActivations.Forward(kernel.Activation, product) : kernel.Hidden.Before[(row * kernel.Hidden.BeforeStride) + unit];
            kernel.Hidden.After[(row * kernel.Hidden.AfterStride) + unit] = after;
            StepOutput.Write(kernel.Output, row, unit, kernel.Places.Units, after, counts);
        }
    }
}

/// <summary>The step backwards.</summary>
internal struct SimpleRNNStepBackward : IGpuKernel<SimpleRNNStepBackward>
{
    public ArrayView<float> Inputs;
    public ArrayView<float> GateGradients;
    public GatePlaces Places;
    public StepState Hidden;
    public StepMask Mask;
    public StepGradient Gradient;
    public Activation Activation;
    public long Count;

    public static void Run(SimpleRNNStepBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Places.Units;
            var unit = (int)(i - (row * kernel.Places.Units));
            var counts = StepMask.Counts(kernel.Mask, row);
            var at = GatePlaces.Of(kernel.Places, row, unit);
            var gradient = StepGradient.At(kernel.Gradient, row, unit, kernel.Places.Units, counts);
            var after = kernel.Hidden.After[(row * kernel.Hidden.AfterStride) + unit];
            kernel.GateGradients[at] = counts ? gradient * DeviceActivations.Derivative(kernel.Activation, kernel.Inputs[at], after) : 0f;
            // All of it goes through the products.
            kernel.Gradient.State[i] = counts ? 0f : gradient;
        }
    }
}
