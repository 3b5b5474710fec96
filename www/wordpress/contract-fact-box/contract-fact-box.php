<?php
/**
 * Plugin Name: Contract Fact Box
 * Description: Makes fact boxes of marked places, of pasted links to stories and of a shortcode, for authors of every role.
 * Version: 1.0.0
 * Requires at least: 6.4
 * Requires PHP: 7.4
 * License: MIT
 *
 * What comes from outside: the address of the built folder, which only administrators set; shortcodes and links, which
 * authors write, and of which nothing but ids, numbers and language tags is used; and the folder's snippets. The folder
 * is trusted as its script is, which runs on every page of the site; a snippet is shown only if it is one.
 */

namespace Contract_Fact_Box;

defined( 'ABSPATH' ) || exit;

/** The option that holds the folder's address, and the name of the settings page. */
const OPTION = 'contract_fact_box_url';
const PAGE   = 'contract-fact-box';
/** How long a snippet is kept, and how long the folder is left alone when it has not answered. In seconds. */
const KEPT  = 300;
const ALONE = 60;
/** How long a reader waits for the folder at most, in seconds; and more bytes than any snippet has. */
const PATIENCE = 3;
const MOST     = 2000000;

/** What each attribute of the shortcode must look like. */
const FORMS = array(
	'story'         => '/^[a-z0-9-]+$/D',
	'version'       => '/^[1-9][0-9]{0,8}$/D',
	'lang'          => '/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/D',
	'parts'         => '/^(all|facts|words|compare)$/D',
	'issue'         => '/^[a-z0-9-]+$/D',
	'people'        => '/^[a-z0-9-]+( *, *[a-z0-9-]+)*$/D',
	'heading_level' => '/^[1-4]$/D',
);

add_action( 'init', __NAMESPACE__ . '\register' );
add_action( 'wp_enqueue_scripts', __NAMESPACE__ . '\load' );
add_action( 'admin_init', __NAMESPACE__ . '\settings' );
add_action( 'admin_menu', __NAMESPACE__ . '\menu' );
add_filter( 'no_texturize_tags', __NAMESPACE__ . '\exact' );
register_uninstall_hook( __FILE__, __NAMESPACE__ . '\uninstall' );

/** The folder's address, ending in a slash; empty if none is set. A constant in wp-config.php goes first. */
function folder() {
	$url = defined( 'CONTRACT_FACT_BOX_URL' ) ? \CONTRACT_FACT_BOX_URL : get_option( OPTION, '' );
	return sanitize( $url );
}

/** An address of a folder as it is kept; empty if it is none. */
function sanitize( $url ) {
	$url = esc_url_raw( trim( (string) $url ), array( 'https', 'http' ) );
	return wp_parse_url( $url, PHP_URL_HOST ) && ! preg_match( '/[?#]/', $url ) ? trailingslashit( $url ) : '';
}

/** Lets authors write the shortcode and paste links. */
function register() {
	add_shortcode( 'contract-fact-box', __NAMESPACE__ . '\shortcode' );
	if ( folder() ) {
		$link = '#^' . preg_quote( folder(), '#' ) . 'stories/([a-z0-9-]+)\.html$#D';
		wp_embed_register_handler(
			'contract-fact-box',
			$link,
			function ( $found ) {
				return box( array( 'story' => $found[1] ) );
			}
		);
	}
}

/** The script that makes boxes of what is marked, on every page: it loads the rest where there is something to do. */
function load() {
	if ( folder() ) {
		// Without WordPress's own `?ver=`: the folder's server decides how long its script is kept.
		wp_enqueue_script( 'contract-fact-box', folder() . 'embed.js', array(), null, array( 'strategy' => 'async' ) ); // phpcs:ignore
	}
}

/** The words of a story are exact: WordPress must not make other quotation marks of them. */
function exact( $tags ) {
	$tags[] = 'contract-fact-box';
	return $tags;
}

/** [contract-fact-box story="ID" version="1" lang="fr" parts="compare" people="ID,ID" heading_level="3"] */
function shortcode( $given ) {
	$asked = array_filter( shortcode_atts( array_fill_keys( array_keys( FORMS ), '' ), $given ), 'strlen' );
	if ( ! folder() ) {
		return complaint( __( 'the address of the built folder is not set, so there is no box; set it under Settings, Contract Fact Box', 'contract-fact-box' ) );
	}
	if ( ! isset( $asked['story'] ) ) {
		return complaint( __( 'the shortcode names no story, so there is no box; write story="ID"', 'contract-fact-box' ) );
	}
	foreach ( $asked as $name => $value ) {
		if ( ! preg_match( FORMS[ $name ], $value ) ) {
			/* translators: 1: an attribute of the shortcode, 2: what it was given */
			return complaint( sprintf( __( '%1$s="%2$s" is not possible, so there is no box; mend it', 'contract-fact-box' ), $name, $value ) );
		}
	}
	return box( $asked );
}

/** What is wrong, for those who can mend it; readers see nothing. */
function complaint( $words ) {
	return current_user_can( 'edit_posts' ) ? '<p>Contract Fact Box: ' . esc_html( $words ) . '</p>' : '';
}

/** The box: its snippet, if the folder has the one that is asked for, or a marked place with a link in it. */
function box( $asked ) {
	$asked   += array_fill_keys( array_keys( FORMS ), '' );
	$is_whole = in_array( $asked['parts'], array( '', 'all' ), true );
	$snippet  = $is_whole && ! $asked['lang'] ? snippet( $asked['story'] ) : '';
	// The folder has snippets of the newest version, whole and in the story's own language. The loader brings the others.
	if ( $asked['version'] && false === strpos( $snippet, ' version="' . $asked['version'] . '"' ) ) {
		$snippet = '';
	}
	if ( ! $snippet ) {
		return place( $asked );
	}
	if ( is_feed() ) {
		// Readers of feeds show no box: the plain text beside it is for them.
		$snippet = preg_replace( '#<template.*</template>\s*#s', '', $snippet );
	}
	return leveled( $snippet, $asked['heading_level'] );
}

/** The place of a box that its script will bring, and until then a link to the story's page. */
function place( $asked ) {
	$attributes = array(
		'data-contract-fact-box' => $asked['story'],
		'data-version'           => $asked['version'],
		'data-lang'              => $asked['lang'],
		'data-parts'             => $asked['parts'],
		'data-issue'             => $asked['issue'],
		'data-people'            => $asked['people'],
		'data-heading-level'     => $asked['heading_level'],
	);
	$html       = '<div';
	foreach ( array_filter( $attributes, 'strlen' ) as $name => $value ) {
		$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
	}
	$page = folder() . 'stories/' . $asked['story'] . '.html';
	return $html . '><a href="' . esc_url( $page ) . '">' . esc_html__( 'Contract fact box', 'contract-fact-box' ) . '</a></div>';
}

/** A snippet with its headings, which start at the second level, starting at another. */
function leveled( $snippet, $level ) {
	if ( ! $level || '2' === $level ) {
		return $snippet;
	}
	$move    = function ( $found ) use ( $level ) {
		return $found[1] . min( 6, max( 1, $found[2] + $level - 2 ) );
	};
	$snippet = preg_replace_callback( '#(</?h)([1-6])(?=[\s>])#', $move, $snippet );
	return preg_replace( '/^<contract-fact-box/', '<contract-fact-box data-heading-level="' . $level . '"', $snippet );
}

/** A story's snippet, without the script, which the site has already; empty if the folder has none. */
function snippet( $id ) {
	$url  = folder() . 'stories/' . $id . '.snippet.html';
	$key  = 'contract_fact_box_' . md5( $url );
	$kept = get_transient( $key );
	if ( false !== $kept ) {
		return $kept;
	}
	// Not to an address inside the network: who may set the folder may not be the one who may see what is there.
	$answer = wp_safe_remote_get(
		$url,
		array(
			'timeout'             => PATIENCE,
			'redirection'         => 2,
			'limit_response_size' => MOST,
		)
	);
	$body   = 200 === wp_remote_retrieve_response_code( $answer ) ? wp_remote_retrieve_body( $answer ) : '';
	$html   = is_snippet( $body, $id ) ? inert( $body ) : '';
	set_transient( $key, $html, $html ? KEPT : ALONE );
	return $html;
}

/** Whether it is a whole snippet of the story, made for the address that the folder has. */
function is_snippet( $html, $id ) {
	return 0 === strpos( $html, '<contract-fact-box story="' . $id . '"' )
		&& strpos( $html, '</contract-fact-box>' )
		&& strpos( $html, '<link rel="stylesheet" href="' . esc_attr( folder() ) );
}

/** The element alone, in which nothing is a shortcode to WordPress, whatever brackets the story has. */
function inert( $snippet ) {
	$end     = strrpos( $snippet, '</contract-fact-box>' ) + strlen( '</contract-fact-box>' );
	$element = substr( $snippet, 0, $end );
	return strtr(
		$element,
		array(
			'[' => '&#91;',
			']' => '&#93;',
		)
	);
}

/** The one setting, kept and guarded by WordPress's Settings API. */
function settings() {
	register_setting(
		PAGE,
		OPTION,
		array(
			'type'              => 'string',
			'default'           => '',
			'sanitize_callback' => __NAMESPACE__ . '\sanitize',
		)
	);
}

/** The settings page's place in the menu. */
function menu() {
	add_options_page( 'Contract Fact Box', 'Contract Fact Box', 'manage_options', PAGE, __NAMESPACE__ . '\page' );
}

/** The settings page. */
function page() {
	if ( ! current_user_can( 'manage_options' ) ) {
		return;
	}
	$is_fixed = defined( 'CONTRACT_FACT_BOX_URL' );
	?>
	<div class="wrap">
		<h1>Contract Fact Box</h1>
		<form action="options.php" method="post">
			<?php settings_fields( PAGE ); ?>
			<p>
				<label for="contract-fact-box-url"><?php esc_html_e( 'Address of the built folder', 'contract-fact-box' ); ?></label><br>
				<input id="contract-fact-box-url" class="regular-text code" type="url" name="<?php echo esc_attr( OPTION ); ?>"
					value="<?php echo esc_attr( folder() ); ?>" placeholder="https://cdn.example.org/contract-fact-box/"
					<?php disabled( $is_fixed ); ?>>
			</p>
			<?php if ( $is_fixed ) : ?>
				<p><?php esc_html_e( 'CONTRACT_FACT_BOX_URL in wp-config.php sets it.', 'contract-fact-box' ); ?></p>
			<?php else : ?>
				<?php submit_button(); ?>
			<?php endif; ?>
		</form>
	</div>
	<?php
}

/** Leaves nothing behind; what is kept of the folder is gone by itself in minutes. */
function uninstall() {
	delete_option( OPTION );
}
