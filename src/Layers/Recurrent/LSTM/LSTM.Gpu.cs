using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>LSTM on GPUs. The input's products with the kernel are one matrix product for all timesteps; a step is a product of the state, and a kernel for the rest.</summary>
public static class LSTMGpu<TShape>
    where TShape : struct, ILSTMShape
{
    private static GpuLSTMSteps<TShape> Steps => new(TShape.Activation, TShape.RecurrentActivation, TShape.Units, TShape.Units);

    /// <summary>Inference.</summary>
    public static void Forward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef bias = default,
        GpuTensorRef initialHiddenState = default, GpuTensorRef initialCellState = default, GpuTensorRef mask = default, GpuTensorRef hiddenState = default,
        GpuTensorRef cellState = default, GpuTensorRef carriedHiddenState = default, GpuTensorRef carriedCellState = default, GpuTensorRef nextHiddenState = default,
        GpuTensorRef nextCellState = default) => ForwardTraining(
        pass, input, kernel, recurrentKernel, output, saved: default, bias, initialHiddenState, initialCellState, mask, hiddenState, cellState, carriedHiddenState, carriedCellState,
        nextHiddenState, nextCellState);

    /// <summary>Forward in training: keeps gates and states of every step.</summary>
    public static void ForwardTraining(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef bias = default,
        GpuTensorRef initialHiddenState = default, GpuTensorRef initialCellState = default, GpuTensorRef mask = default, GpuTensorRef hiddenState = default,
        GpuTensorRef cellState = default, GpuTensorRef carriedHiddenState = default, GpuTensorRef carriedCellState = default, GpuTensorRef nextHiddenState = default,
        GpuTensorRef nextCellState = default)
    {
        var memory = MemoryOf(
            input, kernel, recurrentKernel, output, bias, initialHiddenState.Or(carriedHiddenState), initialCellState.Or(carriedCellState), mask, hiddenState, cellState);
        memory.Keep(pass, saved);
        memory.DrawMasks(pass);
        memory.InputProduct.Multiply(pass, input, TShape.Features, memory.Rows, memory.Steps, new(memory.Gates, memory.GateStride) { Bias = bias });
        memory.Begin(pass, memory.HiddenStates, memory.InitialHidden);
        memory.Begin(pass, memory.CellStates, memory.InitialCell);
        for (var step = 0; step < memory.Steps; step++)
        {
            // A hidden state of 0 has no products.
            if (step > 0 || !memory.InitialHidden.IsNone)
            {
                memory.StateProduct.Multiply(
                    pass, memory.Before(memory.HiddenStates, step), memory.StateRowStride, memory.Rows, 1,
                    new(memory.AtStep(memory.Gates, step), memory.GateRowStride) { Accumulate = true });
            }
            Steps.Forward(pass, memory, step, products: default);
        }
        GpuRecurrentMemory<TShape>.Carry(pass, memory.HiddenState, nextHiddenState);
        GpuRecurrentMemory<TShape>.Carry(pass, memory.CellState, nextCellState);
    }

    /// <summary>Gradients of input, first states, kernels and bias.</summary>
    public static void Backward(
        in GpuPass pass, GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef saved, GpuTensorRef outputGradient,
        GpuTensorRef inputGradient, GpuTensorRef kernelGradient, GpuTensorRef recurrentKernelGradient, GpuTensorRef bias = default, GpuTensorRef biasGradient = default,
        GpuTensorRef initialHiddenState = default, GpuTensorRef initialCellState = default, GpuTensorRef mask = default, GpuTensorRef hiddenState = default,
        GpuTensorRef cellState = default, GpuTensorRef hiddenStateGradient = default, GpuTensorRef cellStateGradient = default,
        GpuTensorRef initialHiddenStateGradient = default, GpuTensorRef initialCellStateGradient = default)
    {
        var memory = MemoryOf(input, kernel, recurrentKernel, output, bias, initialHiddenState, initialCellState, mask, hiddenState, cellState);
        (memory.OutputGradient, memory.HiddenStateGradient, memory.CellStateGradient) = (outputGradient, hiddenStateGradient, cellStateGradient);
        (memory.InitialHiddenGradient, memory.InitialCellGradient) = (initialHiddenStateGradient, initialCellStateGradient);
        memory.Keep(pass, saved);
        memory.BeginBackward(pass);
        for (var step = memory.Steps - 1; step >= 0; step--)
        {
            Steps.Backward(pass, memory, step);
            if (step > 0 || !initialHiddenStateGradient.IsNone)
                memory.StateProduct.MultiplyBackward(pass, memory.AtStep(memory.GateGradients, step), memory.GateRowStride, memory.Rows, 1, memory.HiddenGradient, accumulate: true);
        }
        memory.EndBackward(pass);
        memory.AddInputGradients(pass, inputGradient, kernelGradient, biasGradient);
        if (!recurrentKernelGradient.IsNone)
            memory.StateProduct.AddMatrixGradient(pass, memory.HiddenStates, memory.GateGradients, memory.Rows, memory.Steps, recurrentKernelGradient);
    }

    private static GpuRecurrentMemory<TShape> MemoryOf(
        GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef bias, GpuTensorRef initialHidden, GpuTensorRef initialCell,
        GpuTensorRef mask, GpuTensorRef hiddenState, GpuTensorRef cellState) => new()
        {
            Layout = new(LSTMGates.Count, HasCellState: true, KeepsInner: true, SeparatesState: false),
            Input = input, Kernel = kernel, RecurrentKernel = recurrentKernel, Output = output, Bias = bias, InitialHidden = initialHidden, InitialCell = initialCell, Mask = mask,
            HiddenState = hiddenState, CellState = cellState,
        };
}
