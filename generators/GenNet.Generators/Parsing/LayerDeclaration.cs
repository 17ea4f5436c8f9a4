using System.Globalization;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>A layer property, or one of a model's type, while the model around it is parsed; of a list of them, one element.</summary>
/// <param name="Property">The property.</param>
/// <param name="KerasName">The layer's name in Keras.</param>
/// <param name="Kind">The attribute's name without <c>Attribute</c>: Keras' class name.</param>
/// <param name="Arguments">The attribute's arguments.</param>
/// <param name="Spec">The layer; null if its arguments are wrong, and of a model.</param>
internal sealed record LayerDeclaration(
    IPropertySymbol Property, string KerasName, string Kind, AttributeArguments Arguments, LayerSpec? Spec)
{
    /// <summary>The model; null if it has errors, and of a layer.</summary>
    public ModelSpec? Submodel { get; init; }

    /// <summary>Whether the model is applied to each timestep by itself.</summary>
    public bool EachTimestep { get; init; }

    /// <summary>Whether the model's weights are trained, of a new model around it.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>Its number in the list that the property is; null if it is none.</summary>
    public int? Element { get; init; }

    /// <summary>The attribute of a subclassed Keras model that holds it, where that was given.</summary>
    public KerasAttribute? GivenAttribute { get; init; }

    /// <summary>The attribute of a subclassed Keras model that holds it.</summary>
    public KerasAttribute Attribute => GivenAttribute ?? new(SnakeCase.Of(Name), Element);

    /// <summary>What is declared of it in older versions of the contract.</summary>
    public LayerHistory History { get; init; } = LayerHistory.None;

    /// <summary>How it is reached in C#: <c>Hidden</c>, <c>Blocks[0]</c>.</summary>
    public string Label => Element is { } element ? $"{Name}[{element.ToString(CultureInfo.InvariantCulture)}]" : Name;

    /// <summary>Arguments of the layers that it holds.</summary>
    public IReadOnlyList<AttributeArguments> Content { get; init; } = [];

    /// <summary>Where argument <paramref name="argument"/> of it, or else of a layer that it holds, was written; else its attribute.</summary>
    public Location? LocationOf(string argument) =>
        Content.Select(content => content.LocationOf(argument, null)).Prepend(Arguments.LocationOf(argument, null)).FirstOrDefault(static location => location is not null)
        ?? Arguments.LocationOf(argument);

    /// <summary>What it takes; null if that isn't known for an error.</summary>
    public LayerInputs? Inputs => Spec?.Inputs
        ?? (Submodel is { } model ? new(model.Inputs.Select(static input => input.Name).ToEquatableArray(), model.Inputs.Count, IsVariadic: false) : null);

    /// <summary>Layers that it adds to those of the model around it.</summary>
    public int LayerCount => Submodel?.Layers.Count ?? 1;

    /// <summary>Name of the property.</summary>
    public string Name => Property.Name;

    /// <summary>Where the property's name stands.</summary>
    public Location? Location => Property.Locations.FirstOrDefault();
}
