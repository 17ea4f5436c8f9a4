using System.Globalization;

namespace GenNet.Training;

/// <summary>Numbers of a training that are none.</summary>
internal static class NotFinite
{
    /// <summary>Why a step isn't made: a schedule of the user's own, or one that overflows, would break every weight.</summary>
    public static string DescribeRate(Trainer trainer) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trainer.Model.Description.FullName}: the learning rate of step {trainer.Iterations} is {trainer.LearningRate} by {trainer.Optimizer.LearningRate.GetType().Name}, and must be a finite number of at least 0. The step was not made.");

    /// <summary>Why a first loss isn't a number: the data were looked through before, so it lies in the weights or in the size of the numbers.</summary>
    public static string Describe(Model model, double loss)
    {
        var broken = model.Layers.SelectMany(static layer => layer.Variables).FirstOrDefault(static variable => Values.FirstNotFinite(variable.Values) >= 0);
        var what = string.Create(CultureInfo.InvariantCulture, $"{model.Description.FullName}: the loss of the first batch is {loss}");
        return broken is null
            ? $"{what}, although data and weights are finite: the outputs overflow. Scale the inputs to about −1 to 1, or look at the activation that the loss expects."
            : $"{what}, because {broken.FullName} of shape {broken.Shape.ToKerasString()} holds NaN or infinity: load other weights, or begin with a new model; those of a diverged training can't be trained further.";
    }
}
