using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// Parts of a step of a GRU behind its products: the update and reset gates z and r, the new values h̃, and h ← z·h + (1 − z)·h̃. The reset gate is applied to the state before its product, or
/// to the product. Parts are launched together where nothing comes between them.
/// </summary>
internal struct GRUStep : IGpuKernel<GRUStep>
{
    /// <summary>Products of the input, which become the gates: z, r, h̃.</summary>
    public ArrayView<float> Gates;

    /// <summary>Products of the state, (rows, gates · units), where the reset gate is applied to them; any memory without <see cref="IsResetAfter"/>.</summary>
    public ArrayView<float> Products;

    /// <summary>Receives what activations were applied to; any memory without <see cref="KeepsInputs"/>.</summary>
    public ArrayView<float> Inputs;

    /// <summary>Receives what the reset gate is multiplied with, or has been.</summary>
    public ArrayView<float> Inner;

    public long InnerStride;
    public GatePlaces Places;
    public StepState Hidden;
    public StepMask Mask;
    public StepOutput Output;
    public Activation Activation;
    public Activation RecurrentActivation;
    public int IsResetAfter;
    public int KeepsInputs;

    /// <summary>1 where z and r are made of products.</summary>
    public int DoesGates;

    /// <summary>1 where the reset gate is applied to the state.</summary>
    public int DoesReset;

    /// <summary>1 where h̃ is made of products.</summary>
    public int DoesFresh;

    /// <summary>1 where the state after the step is made.</summary>
    public int DoesMix;

    public long Count;

    public static void Run(GRUStep kernel)
    {
        var units = kernel.Places.Units;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / units;
            var unit = (int)(i - (row * units));
            var at = GatePlaces.Of(kernel.Places, row, unit);
            var product = (row * 3 * units) + unit;
            var before = kernel.Hidden.Before[(row * kernel.Hidden.BeforeStride) + unit];
            if (kernel.DoesGates != 0)
            {
                Activate(kernel, at, kernel.IsResetAfter != 0 ? kernel.Products[product] : 0f, kernel.RecurrentActivation);
                Activate(kernel, at + units, kernel.IsResetAfter != 0 ? kernel.Products[product + units] : 0f, kernel.RecurrentActivation);
            }
            if (kernel.DoesReset != 0)
                kernel.Inner[(row * kernel.InnerStride) + unit] = kernel.Gates[at + units] * before;
            if (kernel.DoesFresh != 0)
            {
                var ofState = kernel.IsResetAfter != 0 ? kernel.Products[product + (2 * units)] : 0f;
                if (kernel.IsResetAfter != 0)
                    kernel.Inner[(row * kernel.InnerStride) + unit] = ofState;
                Activate(kernel, at + (2 * units), kernel.Gates[at + units] * ofState, kernel.Activation);
            }
            if (kernel.DoesMix != 0)
                Mix(kernel, row, unit, at, before);
        }
    }

    private static void Activate(GRUStep kernel, long at, float more, Activation activation)
    {
        var product = kernel.Gates[at] + more;
        if (kernel.KeepsInputs != 0)
            kernel.Inputs[at] = product;
        kernel.Gates[at] = DeviceActivations.Forward(activation, product);
    }

    private static void Mix(GRUStep kernel, long row, int unit, long at, float before)
    {
        var counts = StepMask.Counts(kernel.Mask, row);
        var fresh = kernel.Gates[at + (2 * kernel.Places.Units)];
        var after = counts ? fresh + (kernel.Gates[at] * (before - fresh)) : before;
        kernel.Hidden.After[(row * kernel.Hidden.AfterStride) + unit] = after;
        StepOutput.Write(kernel.Output, row, unit, kernel.Places.Units, after, counts);
    }
}

/// <summary>Parts of the step backwards.</summary>
internal struct GRUStepBackward : IGpuKernel<GRUStepBackward>
{
    public ArrayView<float> Gates;
    public ArrayView<float> Inputs;
    public ArrayView<float> Inner;
    public long InnerStride;
    public ArrayView<float> GateGradients;

    /// <summary>Gradients of the state's products, where the reset gate is applied to them.</summary>
    public ArrayView<float> StateGateGradients;

    /// <summary>(rows, units): the gradient of reset gate times state, where that is multiplied.</summary>
    public ArrayView<float> OfReset;

    public GatePlaces Places;
    public StepState Hidden;
    public StepMask Mask;
    public StepGradient Gradient;
    public Activation Activation;
    public Activation RecurrentActivation;
    public int IsResetAfter;

    /// <summary>1 where the gradient goes through the mix, and the activation of h̃.</summary>
    public int DoesMix;

    /// <summary>1 where it goes through the gates' activations; without <see cref="IsResetAfter"/> that of z alone.</summary>
    public int DoesGates;

    /// <summary>1 where it goes on to the state's products.</summary>
    public int DoesProducts;

    /// <summary>1 where it goes through reset gate times state.</summary>
    public int DoesReset;

    public long Count;

    public static void Run(GRUStepBackward kernel)
    {
        var units = kernel.Places.Units;
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / units;
            var unit = (int)(i - (row * units));
            var at = GatePlaces.Of(kernel.Places, row, unit);
            var before = kernel.Hidden.Before[(row * kernel.Hidden.BeforeStride) + unit];
            if (kernel.DoesMix != 0)
                ThroughMix(kernel, i, row, unit, at, before);
            if (kernel.DoesGates != 0)
            {
                kernel.GateGradients[at] *= Derivative(kernel, at, kernel.RecurrentActivation);
                if (kernel.IsResetAfter != 0)
                {
                    var ofReset = kernel.GateGradients[at + (2 * units)] * kernel.Inner[(row * kernel.InnerStride) + unit];
                    kernel.GateGradients[at + units] = ofReset * Derivative(kernel, at + units, kernel.RecurrentActivation);
                }
            }
            if (kernel.DoesProducts != 0)
            {
                kernel.StateGateGradients[at] = kernel.GateGradients[at];
                kernel.StateGateGradients[at + units] = kernel.GateGradients[at + units];
                kernel.StateGateGradients[at + (2 * units)] = kernel.GateGradients[at + (2 * units)] * kernel.Gates[at + units];
            }
            if (kernel.DoesReset != 0)
            {
                var product = kernel.OfReset[i];
                kernel.Gradient.State[i] += product * kernel.Gates[at + units];
                kernel.GateGradients[at + units] = product * before * Derivative(kernel, at + units, kernel.RecurrentActivation);
            }
        }
    }

    private static float Derivative(GRUStepBackward kernel, long at, Activation activation) => DeviceActivations.Derivative(activation, kernel.Inputs[at], kernel.Gates[at]);

    private static void ThroughMix(GRUStepBackward kernel, long index, long row, int unit, long at, float before)
    {
        var units = kernel.Places.Units;
        var counts = StepMask.Counts(kernel.Mask, row);
        var gradient = StepGradient.At(kernel.Gradient, row, unit, units, counts);
        var update = kernel.Gates[at];
        var fresh = kernel.Gates[at + (2 * units)];
        var ofFresh = counts ? gradient * (1 - update) * Derivative(kernel, at + (2 * units), kernel.Activation) : 0f;
        kernel.GateGradients[at] = counts ? gradient * (before - fresh) : 0f;
        kernel.GateGradients[at + (2 * units)] = ofFresh;
        kernel.Gradient.State[index] = counts ? gradient * update : gradient;
    }
}
