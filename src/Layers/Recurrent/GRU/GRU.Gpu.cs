using GenNet.Gpu.Kernels;

namespace GenNet.Layers;

/// <summary>GRU on GPUs. The input's products with the kernel are one matrix product for all timesteps; a step is a product of the state, or two, and kernels for the rest.</summary>
public static class GRUGpu<TShape>
    where TShape : struct, IGRUShape
{
    /// <summary>Inference.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef bias = default, GpuTensorRef initialHiddenState = default,
        GpuTensorRef mask = default, GpuTensorRef hiddenState = default, GpuTensorRef carriedHiddenState = default, GpuTensorRef nextHiddenState = default) => ForwardTraining(
        pass, input, kernel, recurrentKernel, output, saved: default, bias, initialHiddenState, mask, hiddenState, carriedHiddenState, nextHiddenState);

    /// <summary>Forward in training: keeps gates and states of every step.</summary>
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
            GpuGRUSteps<TShape>.Forward(pass, memory, step);
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
            GpuGRUSteps<TShape>.Backward(pass, memory, step);
        memory.EndBackward(pass);
        memory.AddInputGradients(pass, inputGradient, kernelGradient, biasGradient);
        if (TShape.ResetAfter && !biasGradient.IsNone)
            GpuColumnSums.Add(pass, checked(memory.Rows * memory.Steps), memory.GateStride, memory.StateGateGradients, biasGradient.Skip(memory.GateStride));
        if (recurrentKernelGradient.IsNone)
            return;
        if (TShape.ResetAfter)
        {
            memory.StateProduct.AddMatrixGradient(pass, memory.HiddenStates, memory.StateGateGradients, memory.Rows, memory.Steps, recurrentKernelGradient);
            return;
        }
        memory.StateProduct.Part(0, 2).AddMatrixGradient(pass, memory.HiddenStates, memory.GateGradients, memory.Rows, memory.Steps, recurrentKernelGradient);
        memory.StateProduct.Part(2, 1).AddMatrixGradient(pass, memory.Inner, memory.GateGradients, memory.Rows, memory.Steps, recurrentKernelGradient);
    }

    private static GpuRecurrentMemory<TShape> MemoryOf(
        GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef bias, GpuTensorRef initialHidden, GpuTensorRef mask, GpuTensorRef hiddenState) => new()
        {
            Layout = new(GRUGates.Count, HasCellState: false, KeepsInner: true, SeparatesState: TShape.ResetAfter),
            Input = input, Kernel = kernel, RecurrentKernel = recurrentKernel, Output = output, Bias = bias, InitialHidden = initialHidden, Mask = mask, HiddenState = hiddenState,
        };
}
