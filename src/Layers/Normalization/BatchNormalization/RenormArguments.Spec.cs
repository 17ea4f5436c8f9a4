namespace GenNet.Specs;

/// <summary>
/// Arguments of batch renormalization. Keras' dictionary <c>renorm_clipping</c> is flattened into <c>renorm_rmin</c>, <c>renorm_rmax</c> and
/// <c>renorm_dmax</c>.
/// </summary>
/// <param name="Enabled">Keras' <c>renorm</c>.</param>
/// <param name="Rmin">Least correction factor, or no limit.</param>
/// <param name="Rmax">Largest correction factor, or no limit.</param>
/// <param name="Dmax">Largest correction summand, or no limit.</param>
/// <param name="Momentum">Weight of the old value in the averages that corrections use.</param>
public sealed record RenormArguments(bool Enabled, double? Rmin, double? Rmax, double? Dmax, double Momentum)
{
    /// <summary>The arguments as they stand.</summary>
    public IEnumerable<LayerArgument> Arguments =>
    [
        new("renorm", ArgumentValue.Of(Enabled), ArgumentValue.Of(false), ArgumentRole.Structure),
        new("renorm_rmin", Limit(Rmin), ArgumentValue.None, ArgumentRole.Training),
        new("renorm_rmax", Limit(Rmax), ArgumentValue.None, ArgumentRole.Training),
        new("renorm_dmax", Limit(Dmax), ArgumentValue.None, ArgumentRole.Training),
        new("renorm_momentum", ArgumentValue.Of(Momentum), ArgumentValue.Of(0.99), ArgumentRole.Training),
    ];

    /// <summary>Reads the arguments.</summary>
    public static RenormArguments Read(LayerArguments arguments)
    {
        var renorm = new RenormArguments(
            arguments.Boolean("renorm", false),
            NotNegative(arguments, "renorm_rmin"),
            NotNegative(arguments, "renorm_rmax"),
            NotNegative(arguments, "renorm_dmax"),
            arguments.Double("renorm_momentum", 0.99, minimum: 0, maximum: 1));
        if (renorm is { Rmin: { } rmin, Rmax: { } rmax } && rmin > rmax)
        {
            throw new SpecException(
                $"renorm_rmin {ArgumentValue.Of(rmin).Contract} must not be above renorm_rmax {ArgumentValue.Of(rmax).Contract}", "renorm_rmin");
        }
        return renorm;
    }

    private static double? NotNegative(LayerArguments arguments, string name) =>
        arguments.Has(name) ? arguments.Double(name, 0, minimum: 0) : null;

    private static ArgumentValue Limit(double? value) => value is { } limit ? ArgumentValue.Of(limit) : ArgumentValue.None;
}
