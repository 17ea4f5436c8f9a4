using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using GenNet.Naming;
using GenNet.Specs;
using Microsoft.CodeAnalysis;

namespace GenNet.Generators.Parsing;

/// <summary>Reads <c>[Input]</c> attributes.</summary>
internal static class InputParser
{
    private const string DefaultName = "input";

    /// <summary>The input of a model without <c>Forward</c>.</summary>
    public static InputNode? OfClass(AttributeData attribute, Reporter reporter, CancellationToken cancellation)
    {
        var name = attribute.GivenName() ?? DefaultName;
        var identifier = PascalCase.Camel(name);
        return Parse(attribute, identifier.Length > 0 ? identifier : DefaultName, name, reporter, cancellation);
    }

    /// <summary>An input that is a parameter of <c>Forward</c>.</summary>
    public static InputNode? OfParameter(AttributeData attribute, string parameter, Reporter reporter, CancellationToken cancellation) =>
        Parse(attribute, parameter, attribute.GivenName() ?? SnakeCase.OfArgument(parameter), reporter, cancellation);

    /// <summary>Whether <paramref name="symbol"/> has an <c>[Input]</c> whose length varies.</summary>
    public static bool HasRunTimeLength(ISymbol symbol) => symbol.Attribute("InputAttribute") is { } attribute && Varies(attribute);

    /// <summary>Where <paramref name="input"/> of <paramref name="type"/> is named.</summary>
    public static Location? LocationOf(INamedTypeSymbol type, InputNode input, CancellationToken cancellation)
    {
        var parameter = ForwardSignature.MethodsOf(type).SelectMany(static m => m.Parameters).FirstOrDefault(p => p.Name == input.Name);
        var attribute = (parameter ?? (ISymbol)type).Attribute("InputAttribute");
        return attribute is null ? null : new AttributeArguments(attribute, cancellation).LocationOf("name", parameter?.Locations[0]) ?? attribute.Location(cancellation);
    }

    /// <summary>Checks that the inputs of a <c>Forward</c> method whose length varies have the same largest length: they share it.</summary>
    /// <returns>Whether they have.</returns>
    public static bool CheckLengths(IReadOnlyList<InputNode> inputs, IMethodSymbol method, Reporter reporter, CancellationToken cancellation)
    {
        var varying = inputs.Where(static input => input.HasRunTimeLength).ToArray();
        var others = varying.Where(input => input.Shape[0] != varying[0].Shape[0]).ToArray();
        foreach (var input in others)
        {
            var attribute = method.Parameters.First(parameter => parameter.Name == input.Name).Attribute("InputAttribute");
            reporter.Report(
                DiagnosticDescriptors.InputLength, attribute is null ? method.Locations[0] : new AttributeArguments(attribute, cancellation).LocationOf("shape", 0), input.Name,
                $"has a length up to {input.Shape[0]}, and '{varying[0].Name}' one up to {varying[0].Shape[0]}: a call of a model says one length, which all such inputs share, so give them the same largest length");
        }
        return others.Length == 0;
    }

    private static bool Varies(AttributeData attribute) =>
        attribute.NamedArguments.Any(static argument => argument is { Key: nameof(InputAttribute.VariableLength), Value.Value: true });

    private static InputNode? Parse(AttributeData attribute, string name, string kerasName, Reporter reporter, CancellationToken cancellation)
    {
        var arguments = new AttributeArguments(attribute, cancellation);
        if (!arguments.IsBound)
            return null;
        var dimensions = arguments.Values.TryGetValue("shape", out var given) ? given as long[] ?? [] : [];
        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            if (dimensions[axis] < 1)
            {
                reporter.Report(DiagnosticDescriptors.InputDimension, arguments.LocationOf("shape", axis), name, axis, dimensions[axis]);
                return null;
            }
        }
        var dtype = EnumRules.Member<DType>(attribute, nameof(InputAttribute.DType)) ?? DType.Float32;
        var varies = Varies(attribute);
        if (varies && dimensions.Length == 0)
        {
            reporter.Report(DiagnosticDescriptors.InputLength, arguments.LocationOf("variable_length"), name, $"has no axis that could vary in length: say the largest length first, as in [Input(512, VariableLength = true)]");
            return null;
        }
        var input = new InputNode(name, kerasName, TensorShape.Of([.. dimensions.Select(static d => (int)d)]), dtype) { HasRunTimeLength = varies };
        return SizeRules.Check(input, attribute.Location(cancellation), reporter) ? input : null;
    }
}
