using GenNet.Generators.Diagnostics;
using GenNet.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GenNet.Generators.Parsing;

/// <summary>Reads the graph from the body of <c>Forward</c>, statement by statement.</summary>
internal sealed class ForwardParser
{
    private readonly ForwardSignature _signature;
    private readonly Reporter _reporter;
    private readonly ForwardScope _scope;
    private readonly ForwardExpressions _expressions;
    private IReadOnlyList<OutputNode>? _outputs;

    public ForwardParser(
        ForwardSignature signature, INamedTypeSymbol type, IReadOnlyList<LayerDeclaration> layers, GraphBuilder graph, Reporter reporter)
    {
        _signature = signature;
        _reporter = reporter;
        _scope = new(type, layers, signature.Inputs);
        _expressions = new(_scope, layers, graph, reporter);
    }

    /// <summary>Adds all calls to the graph.</summary>
    /// <returns>The outputs; null if there are none for an error.</returns>
    public IReadOnlyList<OutputNode>? Parse()
    {
        if (_signature.Syntax.ExpressionBody is { } expression)
            _outputs = OutputParser.Parse(expression.Expression, _signature, _expressions, _reporter);
        foreach (var statement in _signature.Syntax.Body?.Statements ?? default)
            Parse(statement);
        return _outputs;
    }

    private void Parse(StatementSyntax statement)
    {
        if (_outputs is not null)
        {
            ForwardErrors.Refuse(_reporter, statement.GetFirstToken(), "nothing can follow return");
            return;
        }
        switch (statement)
        {
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, IsConst: false } declaration:
                foreach (var variable in declaration.Declaration.Variables)
                    Declare(variable);
                break;
            case ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment }:
                Assign(assignment);
                break;
            case ReturnStatementSyntax { Expression: { } expression }:
                _outputs = OutputParser.Parse(expression, _signature, _expressions, _reporter);
                break;
            case EmptyStatementSyntax:
                break;
            default:
                Refuse(statement);
                break;
        }
    }

    private void Declare(VariableDeclaratorSyntax variable)
    {
        if (variable.Initializer is { } initializer)
            _scope.Set(variable.Identifier.ValueText, _expressions.Value(initializer.Value));
        else
            _scope.Set(variable.Identifier.ValueText, GraphBuilder.Unknown);
    }

    private void Assign(AssignmentExpressionSyntax assignment)
    {
        if (assignment.Left is not IdentifierNameSyntax { Identifier: var name } || !_scope.TryGetTensor(name.ValueText, out var before))
        {
            ForwardErrors.Refuse(_reporter, assignment.Left.GetFirstToken(), "assign to a local variable instead");
            return;
        }
        if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
            _scope.Set(name.ValueText, _expressions.Value(assignment.Right));
        else if (assignment.IsKind(SyntaxKind.AddAssignmentExpression))
            _scope.Set(name.ValueText, _expressions.Add(before, assignment.Right, assignment.OperatorToken));
        else
            ForwardErrors.Refuse(_reporter, assignment.OperatorToken, ForwardErrors.Operators);
    }

    private void Refuse(StatementSyntax statement) => ForwardErrors.Refuse(_reporter, statement.GetFirstToken(), statement switch
    {
        ForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax =>
            "loops are not supported yet; write the calls one after another",
        IfStatementSyntax or SwitchStatementSyntax =>
            "a model's graph is the same for all inputs; declare a model for each case",
        ExpressionStatementSyntax => "keep the result in a local variable or return it",
        ReturnStatementSyntax => "return a tensor, or a tuple of tensors",
        _ => "use local variables, layer calls, +, Tensor.Add, Tensor.Concatenate and return",
    });
}
