namespace GenNet;

/// <summary>A batch normalization of a model; see <see cref="BatchNormalizationAttribute"/>.</summary>
/// <param name="model">The model it belongs to.</param>
/// <param name="index">Its number.</param>
public sealed class BatchNormalization(Model model, int index) : Layer(model, index)
{
    /// <summary>The factor, shape (channels); null with <c>Scale = false</c>.</summary>
    public Variable? Gamma => Find("gamma");

    /// <summary>The summand, shape (channels); null with <c>Center = false</c>.</summary>
    public Variable? Beta => Find("beta");

    /// <summary>Moving average of the batches' means, shape (channels).</summary>
    public Variable MovingMean => Find("moving_mean")!;

    /// <summary>Moving average of the batches' biased variances, shape (channels).</summary>
    public Variable MovingVariance => Find("moving_variance")!;

    /// <summary>Moving average of the batches' standard deviations, shape (channels); null without <c>Renorm</c>.</summary>
    public Variable? MovingStddev => Find("moving_stddev");

    /// <summary>The mean that batch renormalization corrects towards, shape (channels); null without <c>Renorm</c>.</summary>
    public Variable? RenormMean => Find("renorm_mean");

    /// <summary>The standard deviation that batch renormalization corrects towards, shape (channels); null without <c>Renorm</c>.</summary>
    public Variable? RenormStddev => Find("renorm_stddev");
}
