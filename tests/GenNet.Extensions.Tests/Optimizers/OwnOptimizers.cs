using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace GenNet.Extensions.Tests.Optimizers;

/// <summary>The formula of <see cref="SGD"/> with momentum, element by element.</summary>
internal sealed class OwnMomentum(LearningRateSchedule learningRate, float momentum) : Optimizer("own_momentum", learningRate)
{
    public override IReadOnlyList<OptimizerVariable> Slots { get; } = ["moment"];

    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        var rate = (float)step.LearningRate;
        var moments = piece.Slot(0);
        for (var i = 0; i < moments.Length; i++)
        {
            moments[i] = (moments[i] * momentum) - (piece.Gradients[i] * rate);
            piece.Weights[i] += moments[i];
        }
    }
}

/// <summary>The formula of <see cref="Adam"/>, element by element.</summary>
internal sealed class OwnAdam(LearningRateSchedule learningRate) : Optimizer("own_adam", learningRate)
{
    public override IReadOnlyList<OptimizerVariable> Slots { get; } = ["m", "v"];

    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        var alpha = (float)(step.LearningRate * Math.Sqrt(1 - Math.Pow(0.999, step.Number)) / (1 - Math.Pow(0.9, step.Number)));
        var m = piece.Slot(0);
        var v = piece.Slot(1);
        for (var i = 0; i < m.Length; i++)
        {
            var g = piece.Gradients[i];
            m[i] += (g - m[i]) * (float)(1 - 0.9);
            v[i] += ((g * g) - v[i]) * (float)(1 - 0.999);
            piece.Weights[i] -= m[i] * alpha / (MathF.Sqrt(v[i]) + (float)1e-7);
        }
    }
}

/// <summary>Duchi, Hazan and Singer, 2011: the slot doesn't start with zeros. By vectors.</summary>
internal sealed class OwnAdagrad(double learningRate) : Optimizer("own_adagrad", learningRate)
{
    public override IReadOnlyList<OptimizerVariable> Slots { get; } = [new("accumulator", 0.25)];

    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        var weights = WeightPiece.Vectors(piece.Weights);
        var gradients = WeightPiece.Vectors(piece.Gradients);
        var accumulators = WeightPiece.Vectors(piece.Slot(0));
        for (var i = 0; i < weights.Length; i++)
        {
            accumulators[i] += gradients[i] * gradients[i];
            weights[i] -= gradients[i] * (float)step.LearningRate / Vector512.Sqrt(accumulators[i]);
        }
    }
}

/// <summary>The rate of each step is multiplied by a product over all steps so far, as Nadam's momenta are.</summary>
internal sealed class ProductOfSteps() : Optimizer("product", 1.0)
{
    public override IReadOnlyList<OptimizerVariable> Scalars { get; } = [new("product", 2)];

    public override void BeginStep(in OptimizerStep step, Span<double> scalars) => scalars[0] *= step.Number;

    public override void Update(in OptimizerStep step, in WeightPiece piece) =>
        TensorPrimitives.Add(piece.Weights, (float)(step.LearningRate * step.Scalars[0]), piece.Weights);
}

/// <summary>Each variable's step has the norm of the variable itself (You, Gitman and Ginsburg, 2017); biases take plain steps.</summary>
internal sealed class Lars(double learningRate) : Optimizer("lars", learningRate)
{
    public List<string> Seen { get; } = [];

    public override bool UpdatesWholeVariables => true;

    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        var variable = piece.Variable!;
        if (step.Number == 1)
        {
            lock (Seen)
                Seen.Add($"{variable.Name} {variable.Shape} {piece.Weights.Length}");
        }
        var ratio = variable.Name == "bias" ? 1 : TensorPrimitives.Norm<float>(piece.Weights) / TensorPrimitives.Norm<float>(piece.Gradients);
        TensorPrimitives.Multiply(piece.Gradients, (float)step.LearningRate * ratio, piece.Gradients);
        TensorPrimitives.Subtract(piece.Weights, piece.Gradients, piece.Weights);
    }
}

/// <summary>Looks at its pieces and changes nothing.</summary>
internal sealed class Onlooker() : Optimizer("onlooker", 0.1)
{
    public List<int> Lengths { get; } = [];

    public override void Update(in OptimizerStep step, in WeightPiece piece)
    {
        lock (Lengths)
            Lengths.Add(piece.Variable is null && WeightPiece.Vectors(piece.Weights).Length * 16 == piece.Gradients.Length ? piece.Weights.Length : -1);
    }
}
