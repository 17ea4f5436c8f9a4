using GenNet.Layers;

namespace GenNet.Gpu.Kernels;

/// <summary>The steps of an LSTM behind their products on GPUs: one kernel, or where an activation works along rows, its parts with the activations between them.</summary>
/// <param name="activation">Activation of the new values and of the cell state.</param>
/// <param name="recurrentActivation">Activation of the gates.</param>
/// <param name="block">Values of a gate that follow each other.</param>
/// <param name="lastAxis">Size of their last axis.</param>
internal readonly struct GpuLSTMSteps<TShape>(Activation activation, Activation recurrentActivation, int block, int lastAxis)
    where TShape : struct, IGatedShape
{
    private bool IsOfRows => !ActivationFunctions.IsElementwise(activation) || !ActivationFunctions.IsElementwise(recurrentActivation);

    private int Blocks => TShape.Units / block;

    /// <summary>A step forward.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="memory">Where everything lies.</param>
    /// <param name="step">The step.</param>
    /// <param name="products">Products that are added to those in place of the gates, (rows, gates · units); or none.</param>
    public void Forward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step, GpuTensorRef products)
    {
        var count = (long)memory.Rows * TShape.Units;
        var kernel = new LSTMStep
        {
            Gates = memory.Gates.Rest,
            Products = products.Or(memory.Gates).Rest,
            Inputs = memory.GateInputs.Or(memory.Gates).Rest,
            Activated = memory.Before(memory.Inner, step).Rest,
            ActivatedStride = memory.StateRowStride,
            Places = memory.PlacesOf(step, block),
            Hidden = memory.StateOf(memory.HiddenStates, memory.HiddenState, step),
            Cell = memory.StateOf(memory.CellStates, memory.CellState, step),
            Mask = memory.MaskOf(step),
            Output = memory.OutputOf(step),
            Activation = activation,
            RecurrentActivation = recurrentActivation,
            HasProducts = products.IsNone ? 0 : 1,
            KeepsInputs = TShape.KeepsGateInputs ? 1 : 0,
            DoesCell = 1,
            DoesHidden = 1,
            Count = count,
        };
        if (!IsOfRows)
        {
            pass.LaunchForEach(count, kernel);
            return;
        }
        // First the gates as products, with those activations that work element by element.
        pass.LaunchForEach(count, kernel with { DoesHidden = 0 });
        ActivateGates(pass, memory, step);
        var rest = kernel with { KeepsInputs = 0, HasProducts = 0, Activation = Activation.Linear, RecurrentActivation = Activation.Linear };
        pass.LaunchForEach(count, rest with { DoesHidden = 0 });
        StatesOf(memory, memory.Inner, step).Activate(pass, activation, lastAxis);
        pass.LaunchForEach(count, rest with { DoesCell = 0 });
    }

    /// <summary>A step backwards.</summary>
    public void Backward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        var count = (long)memory.Rows * TShape.Units;
        var kernel = new LSTMStepBackward
        {
            Gates = memory.Gates.Rest,
            Inputs = memory.GateInputs.Or(memory.Gates).Rest,
            Activated = memory.Before(memory.Inner, step).Rest,
            ActivatedStride = memory.StateRowStride,
            GateGradients = memory.GateGradients.Rest,
            CellGradient = memory.CellGradient.Rest,
            Places = memory.PlacesOf(step, block),
            Cell = memory.StateOf(memory.CellStates, memory.CellState, step),
            Mask = memory.MaskOf(step),
            Hidden = memory.GradientOf(step),
            Activation = activation,
            RecurrentActivation = recurrentActivation,
            DoesHidden = 1,
            DoesCell = 1,
            Count = count,
        };
        if (!IsOfRows)
        {
            pass.LaunchForEach(count, kernel);
            return;
        }
        pass.LaunchForEach(count, kernel with { DoesCell = 0 });
        if (!ActivationFunctions.IsElementwise(activation))
            GatesOf(memory, memory.GateGradients, step, 3, 1).ActivateBackward(pass, activation, AfterOrActivated(memory, step), lastAxis);
        pass.LaunchForEach(count, kernel with { DoesHidden = 0 });
        if (!ActivationFunctions.IsElementwise(recurrentActivation))
        {
            GatesOf(memory, memory.GateGradients, step, 0, 2).ActivateBackward(pass, recurrentActivation, GatesOf(memory, ValuesOf(memory, recurrentActivation), step, 0, 2), lastAxis);
            GatesOf(memory, memory.GateGradients, step, 3, 1).ActivateBackward(pass, recurrentActivation, GatesOf(memory, ValuesOf(memory, recurrentActivation), step, 3, 1), lastAxis);
        }
        if (!ActivationFunctions.IsElementwise(activation))
            GatesOf(memory, memory.GateGradients, step, 2, 1).ActivateBackward(pass, activation, GatesOf(memory, ValuesOf(memory, activation), step, 2, 1), lastAxis);
    }

    private void ActivateGates(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        if (!ActivationFunctions.IsElementwise(recurrentActivation))
        {
            GatesOf(memory, memory.Gates, step, 0, 2).Activate(pass, recurrentActivation, lastAxis);
            GatesOf(memory, memory.Gates, step, 3, 1).Activate(pass, recurrentActivation, lastAxis);
        }
        if (!ActivationFunctions.IsElementwise(activation))
            GatesOf(memory, memory.Gates, step, 2, 1).Activate(pass, activation, lastAxis);
    }

    private static GpuTensorRef ValuesOf(in GpuRecurrentMemory<TShape> memory, Activation activation) =>
        ActivationFunctions.NeedsInput(activation) ? memory.GateInputs : memory.Gates;

    private GpuGatePart GatesOf(in GpuRecurrentMemory<TShape> memory, GpuTensorRef gates, int step, int first, int count) =>
        new(memory.AtStep(gates, step).Skip(first * block), memory.Rows, memory.GateRowStride, Blocks, 4 * block, count * block);

    private GpuGatePart StatesOf(in GpuRecurrentMemory<TShape> memory, GpuTensorRef states, int step) =>
        new(memory.Before(states, step), memory.Rows, memory.StateRowStride, Blocks, block, block);

    // The cell state after the step where the derivative needs it, else its activation.
    private GpuGatePart AfterOrActivated(in GpuRecurrentMemory<TShape> memory, int step)
    {
        if (!ActivationFunctions.NeedsInput(activation))
            return StatesOf(memory, memory.Inner, step);
        return step == memory.Steps - 1 ? new(memory.CellState, memory.Rows, TShape.Units, Blocks, block, block) : StatesOf(memory, memory.CellStates, step + 1);
    }
}
