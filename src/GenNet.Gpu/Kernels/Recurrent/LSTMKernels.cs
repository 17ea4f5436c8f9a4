using ILGPU;

namespace GenNet.Gpu.Kernels;

/// <summary>
/// A step of an LSTM behind its products, see <see cref="GenNet.Kernels.LSTMGates"/>: gates i, f, o and new values g, then c ← f·c + i·g and h ← o·activation(c). Both parts may be launched
/// apart, with activations that work along rows between them.
/// </summary>
internal struct LSTMStep : IGpuKernel<LSTMStep>
{
    /// <summary>Products, which become the gates.</summary>
    public ArrayView<float> Gates;

    /// <summary>More products, (rows, gates · units), which are added; any memory without <see cref="HasProducts"/>.</summary>
    public ArrayView<float> Products;

    /// <summary>Receives what activations were applied to, as <see cref="Gates"/>; any memory without <see cref="KeepsInputs"/>.</summary>
    public ArrayView<float> Inputs;

    /// <summary>Receives the cell state's activation.</summary>
    public ArrayView<float> Activated;

    public long ActivatedStride;
    public GatePlaces Places;
    public StepState Hidden;
    public StepState Cell;
    public StepMask Mask;
    public StepOutput Output;
    public Activation Activation;
    public Activation RecurrentActivation;
    public int HasProducts;
    public int KeepsInputs;

    /// <summary>1 where the gates are made of products and the cell state of them.</summary>
    public int DoesCell;

    /// <summary>1 where the hidden state is made of the cell state.</summary>
    public int DoesHidden;

    public long Count;

    public static void Run(LSTMStep kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Places.Units;
            var unit = (int)(i - (row * kernel.Places.Units));
            var counts = StepMask.Counts(kernel.Mask, row);
            if (kernel.DoesCell != 0)
                UpdateCell(kernel, row, unit, counts);
            if (kernel.DoesHidden != 0)
                UpdateHidden(kernel, row, unit, counts);
        }
    }

    private static void UpdateCell(LSTMStep kernel, long row, int unit, bool counts)
    {
        var at = GatePlaces.Of(kernel.Places, row, unit);
        var before = kernel.Cell.Before[(row * kernel.Cell.BeforeStride) + unit];
        var block = kernel.Places.Block;
        var input = Gate(kernel, row, unit, at, 0, kernel.RecurrentActivation);
        var forget = Gate(kernel, row, unit, at, block, kernel.RecurrentActivation);
        var fresh = Gate(kernel, row, unit, at, 2 * block, kernel.Activation);
        Gate(kernel, row, unit, at, 3 * block, kernel.RecurrentActivation);
        var after = counts ? (forget * before) + (input * fresh) : before;
        kernel.Cell.After[(row * kernel.Cell.AfterStride) + unit] = after;
        kernel.Activated[(row * kernel.ActivatedStride) + unit] = DeviceActivations.Forward(kernel.Activation, after);
    }

    private static float Gate(LSTMStep kernel, long row, int unit, long at, int gate, Activation activation)
    {
        var product = kernel.Gates[at + gate];
        if (kernel.HasProducts != 0)
            product += kernel.Products[at - (row * kernel.Places.RowStride) - kernel.Places.Begin + gate + (row * kernel.Places.Gates * kernel.Places.Units)];
        if (kernel.KeepsInputs != 0)
            kernel.Inputs[at + gate] = product;
        var value = DeviceActivations.Forward(activation, product);
        kernel.Gates[at + gate] = value;
        return value;
    }

    private static void UpdateHidden(LSTMStep kernel, long row, int unit, bool counts)
    {
        var outward = kernel.Gates[GatePlaces.Of(kernel.Places, row, unit) + (3 * kernel.Places.Block)];
        var after = counts ? outward * kernel.Activated[(row * kernel.ActivatedStride) + unit] : kernel.Hidden.Before[(row * kernel.Hidden.BeforeStride) + unit];
        kernel.Hidden.After[(row * kernel.Hidden.AfterStride) + unit] = after;
        StepOutput.Write(kernel.Output, row, unit, kernel.Places.Units, after, counts);
    }
}

/// <summary>The step backwards: gradients of the states after it become those of the gates' inputs and of what of the states before it doesn't go through products.</summary>
internal struct LSTMStepBackward : IGpuKernel<LSTMStepBackward>
{
    public ArrayView<float> Gates;
    public ArrayView<float> Inputs;
    public ArrayView<float> Activated;
    public long ActivatedStride;
    public ArrayView<float> GateGradients;

    /// <summary>(rows, units)</summary>
    public ArrayView<float> CellGradient;

    public GatePlaces Places;
    public StepState Cell;
    public StepMask Mask;
    public StepGradient Hidden;
    public Activation Activation;
    public Activation RecurrentActivation;

    /// <summary>1 where the gradient goes through h = o · activation(c).</summary>
    public int DoesHidden;

    /// <summary>1 where it goes through c = f · c + i · g, and the gates' activations.</summary>
    public int DoesCell;

    public long Count;

    public static void Run(LSTMStepBackward kernel)
    {
        for (var i = Threads.First; i < kernel.Count; i += Threads.Step)
        {
            var row = i / kernel.Places.Units;
            var unit = (int)(i - (row * kernel.Places.Units));
            var counts = StepMask.Counts(kernel.Mask, row);
            var at = GatePlaces.Of(kernel.Places, row, unit);
            var outward = at + (3 * kernel.Places.Block);
            if (kernel.DoesHidden != 0)
            {
                var gradient = StepGradient.At(kernel.Hidden, row, unit, kernel.Places.Units, counts);
                kernel.Hidden.State[i] = gradient;
                var activated = kernel.Activated[(row * kernel.ActivatedStride) + unit];
                var after = kernel.Cell.After[(row * kernel.Cell.AfterStride) + unit];
                kernel.GateGradients[outward] = counts ? gradient * kernel.Gates[outward] * DeviceActivations.Derivative(kernel.Activation, after, activated) : 0f;
            }
            if (kernel.DoesCell != 0)
                ThroughCell(kernel, i, row, unit, at, counts);
        }
    }

    private static void ThroughCell(LSTMStepBackward kernel, long index, long row, int unit, long at, bool counts)
    {
        var block = kernel.Places.Block;
        if (!counts)
        {
            kernel.GateGradients[at] = 0f;
            kernel.GateGradients[at + block] = 0f;
            kernel.GateGradients[at + (2 * block)] = 0f;
            kernel.GateGradients[at + (3 * block)] = 0f;
            return;
        }
        var ofCell = kernel.CellGradient[index] + kernel.GateGradients[at + (3 * block)];
        var ofHidden = kernel.Hidden.State[index];
        var input = kernel.Gates[at];
        var forget = kernel.Gates[at + block];
        var fresh = kernel.Gates[at + (2 * block)];
        var before = kernel.Cell.Before[(row * kernel.Cell.BeforeStride) + unit];
        Put(kernel, at, 0, ofCell * fresh, kernel.RecurrentActivation);
        Put(kernel, at, block, ofCell * before, kernel.RecurrentActivation);
        Put(kernel, at, 2 * block, ofCell * input, kernel.Activation);
        Put(kernel, at, 3 * block, ofHidden * kernel.Activated[(row * kernel.ActivatedStride) + unit], kernel.RecurrentActivation);
        kernel.CellGradient[index] = ofCell * forget;
        // All of it goes through the products.
        kernel.Hidden.State[index] = 0f;
    }

    private static void Put(LSTMStepBackward kernel, long at, int gate, float gradient, Activation activation) =>
        kernel.GateGradients[at + gate] = gradient * DeviceActivations.Derivative(activation, kernel.Inputs[at + gate], kernel.Gates[at + gate]);
}
