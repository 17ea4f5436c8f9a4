namespace GenNet.Specs;

/// <summary>
/// What an argument of a layer attribute, a property or a parameter of its constructor, doesn't say by its type and default: what a change of it does to saved weights, and its bounds. For
/// GenNet's own layers <c>GenNet.SpecGenerator</c> makes of it the spec's property, its reading and its entry in <see cref="LayerSpec.Arguments"/>. For a layer of one's own there are the role,
/// <see cref="Minimum"/> and <see cref="Maximum"/>.
/// </summary>
/// <param name="role">What a change of it does to saved weights. Without the attribute it is behaviour, and stands in the contract.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ArgumentAttribute(ArgumentRole role = ArgumentRole.Behaviour) : Attribute
{
    /// <summary>What a change of it does to saved weights.</summary>
    public ArgumentRole Role { get; } = role;

    /// <summary>The least value.</summary>
    public double Minimum { get; set; }

    /// <summary>The largest value.</summary>
    public double Maximum { get; set; }

    /// <summary>Of the size of a window, the number of its axes: it is given once for all, or for each.</summary>
    public int Axes { get; set; }

    /// <summary>Whether it isn't the size of a window, but how much lies before and behind it along each of <see cref="Axes"/>: given once for all, once for each axis, or twice for each.</summary>
    public bool Edges { get; set; }

    /// <summary>Of the size of a window, what it is along each axis where it is left out.</summary>
    public int Default { get; set; }

    /// <summary>The property whose value it has where it is left out.</summary>
    public string? SameAs { get; set; }

    /// <summary>Whether there is none where it is left out: Keras' <c>None</c>.</summary>
    public bool Optional { get; set; }
}
