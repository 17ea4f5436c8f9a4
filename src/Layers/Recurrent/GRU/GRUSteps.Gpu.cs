using GenNet.Gpu.Kernels;
using GenNet.Kernels;

namespace GenNet.Layers;

/// <summary>The steps of a GRU on GPUs: parts of one kernel, launched together where neither a product nor an activation that works along rows comes between them.</summary>
internal static class GpuGRUSteps<TShape>
    where TShape : struct, IGRUShape
{
    private static bool GatesAreOfRows => !ActivationFunctions.IsElementwise(TShape.RecurrentActivation);

    private static bool FreshIsOfRows => !ActivationFunctions.IsElementwise(TShape.Activation);

    private static bool IsOfRows => GatesAreOfRows || FreshIsOfRows;

    /// <summary>A step forward.</summary>
    public static void Forward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        var (gates, states) = (memory.AtStep(memory.Gates, step), memory.Before(memory.HiddenStates, step));
        if (TShape.ResetAfter)
        {
            var products = pass.Scratch(ScratchUse.BetweenProducts, (long)memory.Rows * memory.GateStride);
            var bias = memory.Bias.IsNone ? default : memory.Bias.Skip(memory.GateStride);
            memory.StateProduct.Multiply(pass, states, memory.StateRowStride, memory.Rows, 1, new(products, memory.GateStride) { Bias = bias });
            var kernel = KernelOf(memory, step, products);
            if (!IsOfRows)
            {
                Launch(pass, kernel with { DoesGates = 1, DoesFresh = 1, DoesMix = 1 });
                return;
            }
            Launch(pass, kernel with { DoesGates = 1 });
            ActivateGates(pass, memory, step);
            Launch(pass, kernel with { DoesFresh = 1 });
            ActivateFresh(pass, memory, step);
            Launch(pass, kernel with { DoesMix = 1 });
            return;
        }
        var result = new GpuMatrixResult(gates, memory.GateRowStride) { Accumulate = true };
        memory.StateProduct.Part(0, 2).Multiply(pass, states, memory.StateRowStride, memory.Rows, 1, result);
        var parts = KernelOf(memory, step, products: default);
        Launch(pass, parts with { DoesGates = 1, DoesReset = GatesAreOfRows ? 0 : 1 });
        if (GatesAreOfRows)
        {
            ActivateGates(pass, memory, step);
            Launch(pass, parts with { DoesReset = 1 });
        }
        memory.StateProduct.Part(2, 1).Multiply(pass, memory.Before(memory.Inner, step), memory.StateRowStride, memory.Rows, 1, result);
        Launch(pass, parts with { DoesFresh = 1, DoesMix = FreshIsOfRows ? 0 : 1 });
        if (FreshIsOfRows)
        {
            ActivateFresh(pass, memory, step);
            Launch(pass, parts with { DoesMix = 1 });
        }
    }

    /// <summary>A step backwards.</summary>
    public static void Backward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        var kernel = BackwardOf(memory, step);
        var isWanted = step > 0 || !memory.InitialHiddenGradient.IsNone;
        if (TShape.ResetAfter && !IsOfRows)
            Launch(pass, kernel with { DoesMix = 1, DoesGates = 1, DoesProducts = 1 });
        else
        {
            Launch(pass, kernel with { DoesMix = 1, DoesGates = IsOfRows ? 0 : 1 });
            if (FreshIsOfRows)
                PartOf(memory, memory.GateGradients, step, 2, 1).ActivateBackward(pass, TShape.Activation, ValuesOf(memory, TShape.Activation, step, 2, 1), TShape.Units);
            if (IsOfRows)
                Launch(pass, kernel with { DoesGates = 1 });
            if (GatesAreOfRows)
                GatesBackward(pass, memory, step, 0, TShape.ResetAfter ? 2 : 1);
            if (TShape.ResetAfter)
                Launch(pass, kernel with { DoesProducts = 1 });
        }
        if (TShape.ResetAfter)
        {
            if (isWanted)
                memory.StateProduct.MultiplyBackward(pass, memory.AtStep(memory.StateGateGradients, step), memory.GateRowStride, memory.Rows, 1, memory.HiddenGradient, accumulate: true);
            return;
        }
        var gates = memory.AtStep(memory.GateGradients, step);
        memory.StateProduct.Part(2, 1).MultiplyBackward(pass, gates, memory.GateRowStride, memory.Rows, 1, memory.Room, accumulate: false);
        Launch(pass, kernel with { DoesReset = 1 });
        if (GatesAreOfRows)
            GatesBackward(pass, memory, step, 1, 1);
        if (isWanted)
            memory.StateProduct.Part(0, 2).MultiplyBackward(pass, gates, memory.GateRowStride, memory.Rows, 1, memory.HiddenGradient, accumulate: true);
    }

    private static void Launch<TKernel>(in GpuPass pass, in TKernel kernel)
        where TKernel : struct, IGpuKernel<TKernel> => pass.LaunchForEach((long)pass.Rows * TShape.Units, kernel);

    private static GRUStep KernelOf(in GpuRecurrentMemory<TShape> memory, int step, GpuTensorRef products) => new()
    {
        Gates = memory.Gates.Rest,
        Products = products.Or(memory.Gates).Rest,
        Inputs = memory.GateInputs.Or(memory.Gates).Rest,
        Inner = memory.Before(memory.Inner, step).Rest,
        InnerStride = memory.StateRowStride,
        Places = memory.PlacesOf(step, TShape.Units),
        Hidden = memory.StateOf(memory.HiddenStates, memory.HiddenState, step),
        Mask = memory.MaskOf(step),
        Output = memory.OutputOf(step),
        Activation = TShape.Activation,
        RecurrentActivation = TShape.RecurrentActivation,
        IsResetAfter = TShape.ResetAfter ? 1 : 0,
        KeepsInputs = TShape.KeepsGateInputs ? 1 : 0,
        Count = (long)memory.Rows * TShape.Units,
    };

    private static GRUStepBackward BackwardOf(in GpuRecurrentMemory<TShape> memory, int step) => new()
    {
        Gates = memory.Gates.Rest,
        Inputs = memory.GateInputs.Or(memory.Gates).Rest,
        Inner = memory.Before(memory.Inner, step).Rest,
        InnerStride = memory.StateRowStride,
        GateGradients = memory.GateGradients.Rest,
        StateGateGradients = memory.StateGateGradients.Or(memory.GateGradients).Rest,
        OfReset = memory.Room.Rest,
        Places = memory.PlacesOf(step, TShape.Units),
        Hidden = memory.StateOf(memory.HiddenStates, memory.HiddenState, step),
        Mask = memory.MaskOf(step),
        Gradient = memory.GradientOf(step),
        Activation = TShape.Activation,
        RecurrentActivation = TShape.RecurrentActivation,
        IsResetAfter = TShape.ResetAfter ? 1 : 0,
        Count = (long)memory.Rows * TShape.Units,
    };

    private static void ActivateGates(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        if (GatesAreOfRows)
            PartOf(memory, memory.Gates, step, 0, 2).Activate(pass, TShape.RecurrentActivation, TShape.Units);
    }

    private static void ActivateFresh(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step)
    {
        if (FreshIsOfRows)
            PartOf(memory, memory.Gates, step, 2, 1).Activate(pass, TShape.Activation, TShape.Units);
    }

    private static void GatesBackward(in GpuPass pass, in GpuRecurrentMemory<TShape> memory, int step, int first, int count) =>
        PartOf(memory, memory.GateGradients, step, first, count).ActivateBackward(pass, TShape.RecurrentActivation, ValuesOf(memory, TShape.RecurrentActivation, step, first, count), TShape.Units);

    private static GpuGatePart PartOf(in GpuRecurrentMemory<TShape> memory, GpuTensorRef gates, int step, int first, int count) =>
        new(memory.AtStep(gates, step).Skip(first * TShape.Units), memory.Rows, memory.GateRowStride, 1, 0, count * TShape.Units);

    private static GpuGatePart ValuesOf(in GpuRecurrentMemory<TShape> memory, Activation activation, int step, int first, int count) =>
        PartOf(memory, ActivationFunctions.NeedsInput(activation) ? memory.GateInputs : memory.Gates, step, first, count);
}
