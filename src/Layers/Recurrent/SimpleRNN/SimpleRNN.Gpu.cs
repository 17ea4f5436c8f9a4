using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>SimpleRNN on GPUs. The input's products with the kernel are one matrix product for all timesteps; a step is a product of the state, and a kernel for the rest.</summary>
public static class SimpleRNNGpu<TShape>
    where TShape : struct, ISimpleRNNShape
{
    private static bool IsOfRows => !ActivationFunctions.IsElementwise(TShape.Activation);

    /// <summary>Inference.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef bias = default, GpuTensorRef initialHiddenState = default,
        GpuTensorRef mask = default, GpuTensorRef hiddenState = default, GpuTensorRef carriedHiddenState = default, GpuTensorRef nextHiddenState = default) => ForwardTraining(
        pass, input, kernel, recurrentKernel, output, saved: default, bias, initialHiddenState, mask, hiddenState, carriedHiddenState, nextHiddenState);

    /// <summary>Forward in training: keeps the states of every step.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef bias = default,
        GpuTensorRef initialHiddenState = default, GpuTensorRef mask = default, GpuTensorRef hiddenState = default, GpuTensorRef carriedHiddenState = default,
        GpuTensorRef nextHiddenState = default)
    {
        var memory = MemoryOf(input, kernel, recurrentKernel, output, bias, initialHiddenState.Or(carriedHiddenState), mask, hiddenState);
        memory.Keep(pass, saved);
        memory.DrawMasks(pass);
        memory.InputProduct.Multiply(pass, input, TShape.Features, memory.Rows, memory.Steps, new(memory.Gates, memory.GateStride) { Bias = bias });
        memory.Begin(pass, memory.HiddenStates, memory.InitialHidden);
        for (var step = 0; step < memory.Steps; step++)
        {
            var gates = memory.AtStep(memory.Gates, step);
            // A hidden state of 0 has no products.
            if (step > 0 || !memory.InitialHidden.IsNone)
            {
                memory.StateProduct.Multiply(
                    pass, memory.Before(memory.HiddenStates, step), memory.StateRowStride, memory.Rows, 1, new(gates, memory.GateRowStride) { Accumulate = true });
            }
            if (IsOfRows)
                Activate(pass, memory, step);
            Step(pass, memory, step);
        }
        GpuRecurrentMemory<TShape>.Carry(pass, memory.HiddenState, nextHiddenState);
    }

    /// <summary>Gradients of input, first state, kernels and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef outputGradient,
        GpuTensorRef inputGradient, GpuTensorRef kernelGradient, GpuTensorRef recurrentKernelGradient, GpuTensorRef bias = default, GpuTensorRef biasGradient = default,
        GpuTensorRef initialHiddenState = default, GpuTensorRef mask = default, GpuTensorRef hiddenState = default, GpuTensorRef hiddenStateGradient = default,
        GpuTensorRef initialHiddenStateGradient = default)
    {
        var memory = MemoryOf(input, kernel, recurrentKernel, output, bias, initialHiddenState, mask, hiddenState);
        (memory.OutputGradient, memory.HiddenStateGradient, memory.InitialHiddenGradient) = (outputGradient, hiddenStateGradient, initialHiddenStateGradient);
        memory.Keep(pass, saved);
        memory.BeginBackward(pass);
        for (var step = memory.Steps - 1; step >= 0; step--)
        {
            StepBackward(pass, memory, step);
            if (step > 0 || !initialHiddenStateGradient.IsNone)
                memory.StateProduct.MultiplyBackward(pass, memory.AtStep(memory.GateGradients, step), memory.GateRowStride, memory.Rows, 1, memory.HiddenGradient, accumulate: true);
        }
        memory.EndBackward(pass);
        memory.AddInputGradients(pass, inputGradient, kernelGradient, biasGradient);
        if (!recurrentKernelGradient.IsNone)
            memory.StateProduct.AddMatrixGradient(pass, memory.HiddenStates, memory.GateGradients, memory.Rows, memory.Steps, recurrentKernelGradient);
    }

    private static GpuRecurrentMemory<TShape> MemoryOf(
        GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef bias, GpuTensorRef initialHidden, GpuTensorRef mask, GpuTensorRef hiddenState) => new()
        {
            Layout = new(1, HasCellState: false, KeepsInner: false, SeparatesState: false),
            Input = input, Kernel = kernel, RecurrentKernel = recurrentKernel, Output = output, Bias = bias, InitialHidden = initialHidden, Mask = mask, HiddenState = hiddenState,
        };

    private static GpuGatePart PartOf(in GpuRecurrentMemory<TShape> memory, GpuTensorRef gates, int step) =>
        new(memory.AtStep(gates, step), memory.Rows, memory.GateRowStride, 1, 0, TShape.Units);

    private static void Activate(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        if (TShape.KeepsGateInputs)
            GpuMoves.CopyBlocks(pass, memory.Rows, TShape.Units, memory.AtStep(memory.Gates, step), memory.GateRowStride, memory.AtStep(memory.GateInputs, step), memory.GateRowStride);
        PartOf(memory, memory.Gates, step).Activate(pass, TShape.Activation, TShape.Units);
    }

    private static void Step(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        var count = (long)memory.Rows * TShape.Units;
        pass.LaunchForEach(count, new SimpleRNNStep
        {
            Products = memory.Gates.Rest,
            Inputs = memory.GateInputs.Or(memory.Gates).Rest,
            Places = memory.PlacesOf(step, TShape.Units),
            Hidden = memory.StateOf(memory.HiddenStates, memory.HiddenState, step),
            Mask = memory.MaskOf(step),
            Output = memory.OutputOf(step),
            Activation = TShape.Activation,
            KeepsInputs = TShape.KeepsGateInputs && !IsOfRows ? 1 : 0,
            Count = count,
        });
    }

    private static void StepBackward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        var count = (long)memory.Rows * TShape.Units;
        pass.LaunchForEach(count, new SimpleRNNStepBackward
        {
            Inputs = memory.GateInputs.Or(memory.Gates).Rest,
            GateGradients = memory.GateGradients.Rest,
            Places = memory.PlacesOf(step, TShape.Units),
            Hidden = memory.StateOf(memory.HiddenStates, memory.HiddenState, step),
            Mask = memory.MaskOf(step),
            Gradient = memory.GradientOf(step),
            Activation = TShape.Activation,
            Count = count,
        });
        if (!IsOfRows)
            return;
        // Their gates have become what the activation gives.
        PartOf(memory, memory.GateGradients, step).ActivateBackward(pass, TShape.Activation, PartOf(memory, TShape.KeepsGateInputs ? memory.GateInputs : memory.Gates, step), TShape.Units);
    }
}
