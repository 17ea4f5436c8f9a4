namespace GenNet.Extensions.Tests.CustomLayers;

/// <summary>x · sigmoid(gate): two inputs, and a mask that it looks at.</summary>
public sealed class GateAttribute : CustomLayerAttribute<Gate>;

[LayerInput("value"), LayerInput("gate"), LayerInput("mask", DType = DType.Bool)]
[Requires("value[^1] == gate[^1]", "Value and gate must have the same features")]
public sealed partial class Gate : CustomLayer
{
    private static void Forward(in ForwardPass pass)
    {
        for (var i = 0; i < pass.Output.Length; i++)
            pass.Output[i] = pass.Value[i] * Sigmoid(pass.Gate[i]);
    }

    private static void Backward(in BackwardPass pass)
    {
        for (var i = 0; i < pass.Output.Length; i++)
        {
            var open = Sigmoid(pass.Gate[i]);
            if (!pass.ValueGradient.IsEmpty)
                pass.ValueGradient[i] = pass.OutputGradient[i] * open;
            if (!pass.GateGradient.IsEmpty)
                pass.GateGradient[i] = pass.OutputGradient[i] * pass.Value[i] * open * (1 - open);
        }
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}

/// <summary>Rows of a table, chosen by whole numbers; 0 where the mask says that a step doesn't count.</summary>
public sealed class TableAttribute(int rows, int units) : CustomLayerAttribute<Table>
{
    public (int Rows, int Units) Sizes => (rows, units);
}

[LayerInput("ids", DType = DType.Int32)]
[OutputShape("ids, units")]
public sealed partial class Table : CustomLayer
{
    [LayerWeight("rows, units", Initializer = Initializer.RandomUniform)]
    public partial Variable Entries { get; }

    private static void Forward(in ForwardPass pass)
    {
        var units = pass.Arguments.Units;
        for (var i = 0; i < pass.Ids.Length; i++)
            pass.Entries.Slice(pass.Ids[i] * units, units).CopyTo(pass.Output[(i * units)..]);
    }
}

/// <summary>Sums the steps that count.</summary>
public sealed class MaskedSumAttribute : CustomLayerAttribute<MaskedSum>;

[LayerInput("input"), LayerInput("mask", DType = DType.Bool)]
[OutputShape("input[1..]")]
public sealed partial class MaskedSum : CustomLayer
{
    private static void Forward(in ForwardPass pass)
    {
        var (steps, features) = (pass.InputShape[0], pass.InputShape[1]);
        for (var step = 0; step < pass.Rows * steps; step++)
        {
            for (var i = 0; i < features && (pass.Mask.IsEmpty || pass.Mask[step]); i++)
                pass.Output[(step / steps * features) + i] += pass.Input[(step * features) + i];
        }
    }
}

/// <summary>Subtracts a moving mean, which training follows; the work of a batch is shared by hand.</summary>
public sealed class CenterAttribute : CustomLayerAttribute<Center>
{
    public float Momentum { get; set; } = 0.9f;
}

public sealed partial class Center : CustomLayer
{
    [LayerWeight("input[^1]", Initializer = Initializer.Ones)]
    public partial Variable Gain { get; }

    [LayerWeight("input[^1]", Initializer = Initializer.Zeros, IsState = true)]
    public partial Variable Mean { get; }

    private static void Forward(in ForwardPass pass)
    {
        if (pass.Training)
        {
            var means = new Means { Input = pass.Input, Mean = pass.MeanUpdate, Momentum = pass.Arguments.Momentum, Rows = pass.Rows };
            pass.For(pass.Mean.Length, ref means);
        }
        for (var i = 0; i < pass.Output.Length; i++)
            pass.Output[i] = pass.Gain[i % pass.Gain.Length] * (pass.Input[i] - pass.Mean[i % pass.Mean.Length]);
    }

    private static void Backward(in BackwardPass pass)
    {
        for (var i = 0; i < pass.Output.Length; i++)
        {
            if (!pass.GainGradient.IsEmpty)
                pass.GainGradient[i % pass.Gain.Length] += pass.OutputGradient[i] * (pass.Input[i] - pass.Mean[i % pass.Mean.Length]);
            if (!pass.InputGradient.IsEmpty)
                pass.InputGradient[i] = pass.OutputGradient[i] * pass.Gain[i % pass.Gain.Length];
        }
    }

    private ref struct Means : IParallelWork
    {
        public ReadOnlySpan<float> Input;
        public Span<float> Mean;
        public float Momentum;
        public int Rows;

        public readonly void Do(int index)
        {
            var sum = 0f;
            for (var row = 0; row < Rows; row++)
                sum += Input[(row * Mean.Length) + index];
            Mean[index] = (Momentum * Mean[index]) + ((1 - Momentum) * sum / Rows);
        }
    }
}

/// <summary>Multiplies each value by a random number in training.</summary>
public sealed class JitterAttribute(double amount) : CustomLayerAttribute<Jitter>
{
    public double Amount { get; } = amount;
}

[Scratch("noise", "input")]
public sealed partial class Jitter : CustomLayer
{
    private static void Forward(in ForwardPass pass)
    {
        Draw(pass.Noise, pass.Rows, pass);
        for (var i = 0; i < pass.Output.Length; i++)
            pass.Output[i] = pass.Training ? pass.Input[i] * (1 + ((float)pass.Arguments.Amount * pass.Noise[i])) : pass.Input[i];
    }

    private static void Backward(in BackwardPass pass)
    {
        if (pass.InputGradient.IsEmpty)
            return;
        var size = pass.Noise.Length / pass.Rows;
        for (var row = 0; row < pass.Rows; row++)
            pass.FillUniform(pass.Noise.Slice(row * size, size), row);
        for (var i = 0; i < pass.Output.Length; i++)
            pass.InputGradient[i] = pass.OutputGradient[i] * (1 + ((float)pass.Arguments.Amount * pass.Noise[i]));
    }

    private static void Draw(Span<float> noise, int rows, in ForwardPass pass)
    {
        for (var row = 0; row < rows; row++)
            pass.FillUniform(noise.Slice(row * (noise.Length / rows), noise.Length / rows), row);
    }
}

/// <summary>x², without a backward pass.</summary>
public sealed class SquareAttribute : CustomLayerAttribute<Square>;

public sealed partial class Square : CustomLayer
{
    private static void Forward(in ForwardPass pass)
    {
        for (var i = 0; i < pass.Output.Length; i++)
            pass.Output[i] = pass.Input[i] * pass.Input[i];
    }
}
