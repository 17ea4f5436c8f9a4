using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>ConvLSTM1D, ConvLSTM2D and ConvLSTM3D on GPUs: one convolution of the input at all timesteps, and at each step one of the state and a kernel for the rest.</summary>
public static class ConvLSTMGpu<TShape>
    where TShape : struct, IConvLSTMShape
{
    private static int Block => TShape.ChannelsFirst ? TShape.Units : TShape.Filters;

    private static GpuLSTMSteps<TShape> Steps => new(TShape.Activation, TShape.RecurrentActivation, Block, TShape.ChannelsFirst ? TShape.StateSizes[^1] : TShape.Filters);

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
            input, kernel, recurrentKernel, output, initialHiddenState.Or(carriedHiddenState), initialCellState.Or(carriedCellState), mask, hiddenState, cellState);
        memory.Keep(pass, saved);
        memory.DrawMasks(pass);
        OfInput(memory).Forward(pass.Each(memory.Steps), input, memory.Steps, bias, memory.Gates);
        memory.Begin(pass, memory.HiddenStates, memory.InitialHidden);
        memory.Begin(pass, memory.CellStates, memory.InitialCell);
        for (var step = 0; step < memory.Steps; step++)
        {
            GpuTensorRef products = default;
            // A hidden state of 0 has no products.
            if (step > 0 || !memory.InitialHidden.IsNone)
            {
                var room = pass.Scratch(ScratchUse.BetweenProducts, (long)memory.Rows * (memory.GateStride + TShape.Units));
                products = room.Skip((long)memory.Rows * TShape.Units);
                GpuMoves.CopyBlocks(pass, memory.Rows, TShape.Units, memory.Before(memory.HiddenStates, step), memory.StateRowStride, room, TShape.Units);
                OfState(memory).Forward(pass, room, 1, bias: default, products);
            }
            Steps.Forward(pass, memory, step, products);
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
        var memory = MemoryOf(input, kernel, recurrentKernel, output, initialHiddenState, initialCellState, mask, hiddenState, cellState);
        (memory.OutputGradient, memory.HiddenStateGradient, memory.CellStateGradient) = (outputGradient, hiddenStateGradient, cellStateGradient);
        (memory.InitialHiddenGradient, memory.InitialCellGradient) = (initialHiddenStateGradient, initialCellStateGradient);
        memory.Keep(pass, saved);
        memory.BeginBackward(pass);
        for (var step = memory.Steps - 1; step >= 0; step--)
        {
            Steps.Backward(pass, memory, step);
            if (step > 0 || !initialHiddenStateGradient.IsNone)
                StateBackward(pass, memory, step);
        }
        memory.EndBackward(pass);
        var (each, gates) = (pass.Each(memory.Steps), memory.GateGradients);
        if (!inputGradient.IsNone)
            OfInput(memory).BackwardImage(each, gates, memory.Steps, inputGradient);
        if (!kernelGradient.IsNone)
            OfInput(memory).AddKernelGradient(each, input, gates, memory.Steps, kernelGradient);
        if (!recurrentKernelGradient.IsNone)
            OfState(memory).AddKernelGradient(each, memory.HiddenStates, gates, memory.Steps, recurrentKernelGradient);
        if (!biasGradient.IsNone)
            AddBias(pass, checked(memory.Rows * memory.Steps), gates, biasGradient);
    }

    private static GpuGateConvolution<TShape> OfInput(in GpuRecurrentMemory<TShape> memory) => new(memory.Kernel, memory.InputMasks, isState: false);

    private static GpuGateConvolution<TShape> OfState(in GpuRecurrentMemory<TShape> memory) => new(memory.RecurrentKernel, memory.StateMasks, isState: true);

    private static GpuRecurrentMemory<TShape> MemoryOf(
        GpuTensorRef input, GpuTensorRef kernel, GpuTensorRef recurrentKernel, GpuTensorRef output, GpuTensorRef initialHidden, GpuTensorRef initialCell, GpuTensorRef mask,
        GpuTensorRef hiddenState, GpuTensorRef cellState) => new()
        {
            Layout = new(LSTMGates.Count, HasCellState: true, KeepsInner: true, SeparatesState: false),
            Input = input, Kernel = kernel, RecurrentKernel = recurrentKernel, Output = output, InitialHidden = initialHidden, InitialCell = initialCell, Mask = mask,
            HiddenState = hiddenState, CellState = cellState,
        };

    // Through the convolution of the state before the step.
    private static void StateBackward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        var (rows, units) = ((long)memory.Rows, TShape.Units);
        var room = pass.Scratch(ScratchUse.BetweenProducts, rows * (memory.GateStride + units));
        var gates = room.Skip(rows * units);
        GpuMoves.CopyBlocks(pass, rows, memory.GateStride, memory.AtStep(memory.GateGradients, step), memory.GateRowStride, gates, memory.GateStride);
        OfState(memory).BackwardImage(pass, gates, 1, room);
        GpuValues.Accumulate(pass, room, memory.HiddenGradient, rows * units);
    }

    private static void AddBias(in GpuPass pass, int images, GpuTensorRef gates, GpuTensorRef biasGradient)
    {
        var (columns, positions) = (LSTMGates.Count * TShape.Filters, TShape.Units / TShape.Filters);
        if (TShape.ChannelsFirst)
            GpuBroadcastSums.Add(pass, images, [columns, positions], [1, 0], gates, biasGradient);
        else
            GpuColumnSums.Add(pass, checked(images * positions), columns, gates, biasGradient);
    }
}
