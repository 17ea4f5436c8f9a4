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

    /// <summary>Where <paramref name="input"/> of <paramref name="type"/> is named.</summary>
    public static Location? LocationOf(INamedTypeSymbol type, InputNode input, CancellationToken cancellation)
    {
        var parameter = ForwardSignature.MethodsOf(type).SelectMany(static m => m.Parameters).FirstOrDefault(p => p.Name == input.Name);
        var attribute = (parameter ?? (ISymbol)type).Attribute("InputAttribute");
        return attribute is null ? null : new AttributeArguments(attribute, cancellation).LocationOf("name", parameter?.Locations[0]) ?? attribute.Location(cancellation);
    }

    private static InputNode? Parse(AttributeData attribute, string name, string kerasName, Reporter reporter, CancellationToken cancellation)
    {
        var arguments = new AttributeArguments(attribute, cancellation);
        var dimensions = arguments.Values.TryGetValue("shape", out var given) ? given as long[] ?? [] : [];
        for (var axis = 0; axis < dimensions.Length; axis++)
        {
            if (dimensions[axis] < 1)
            {
                reporter.Report(DiagnosticDescriptors.InputDimension, arguments.LocationOf("shape", axis), name, axis, dimensions[axis]);
                return null;
            }
        }
        var dtype = arguments.Values.TryGetValue("dtype", out var member) && Enum.TryParse<DType>(member as string, out var parsed) ? parsed : DType.Float32;
        var input = new InputNode(name, kerasName, TensorShape.Of([.. dimensions.Select(static d => (int)d)]), dtype);
        return SizeRules.Check(input, attribute.Location(cancellation), reporter) ? input : null;
    }
}
